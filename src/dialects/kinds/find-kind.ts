import type { PodMaker } from '../../model';
import type { Labels } from '../../sets';
import { fieldsOf, groupOf, isFields, textOf } from '../manifest';
import type { Fields, ObjectOrigin } from '../manifest';
import { INERT_KINDS } from './inert-kinds';
import type { KnownKinds } from './known-kind';
import { OBJECT_BRINGERS } from './object-bringers';
import { POD_MAKERS } from './pod-makers';

/** @see https://github.com/k8snetworkplumbingwg/multi-networkpolicy */
const SECONDARY: readonly KnownKinds[] = [{ group: 'k8s.cni.cncf.io', kinds: 'MultiNetworkPolicy', role: 'secondary-network' }];

/** @see https://docs.tigera.io/calico/latest/network-policy/staged-network-policies */
const STAGED = ['projectcalico.org', 'crd.projectcalico.org'].map((group): KnownKinds =>
  ({ group, kinds: 'StagedGlobalNetworkPolicy StagedKubernetesNetworkPolicy StagedNetworkPolicy', role: 'staged' }));

const TABLES: readonly KnownKinds[] = [...POD_MAKERS, ...OBJECT_BRINGERS, ...SECONDARY, ...STAGED, ...INERT_KINDS];

/** By `group/Kind` and `group/*`; the first of several rows counts. */
const BY_KIND: ReadonlyMap<string, KnownKinds> = new Map(
  [...TABLES].reverse().flatMap((row) => row.kinds.split(' ').map((kind): [string, KnownKinds] => [`${row.group}/${kind}`, row])),
);

/** What is known of a kind that no dialect reads; `undefined` for kinds that are not known here. */
export function knownKind(apiVersion: string, kind: string): KnownKinds | undefined {
  const group = groupOf(apiVersion);
  return BY_KIND.get(`${group}/${kind}`) ?? BY_KIND.get(`${group}/*`);
}

/** An object that makes pods, or brings objects, as far as it tells of them. */
export function podMakerOf(row: KnownKinds, origin: ObjectOrigin, value: Fields, name: string, ownNamespace: string): PodMaker {
  const target = row.target && textOf(at(value, row.target));
  const namespace = target ?? (row.where === 'anywhere' ? undefined : ownNamespace);
  const written = row.labels === undefined ? {} : labelsOf(at(value, row.labels));
  return {
    brings: row.role === 'brings-objects' ? 'objects' : 'pods',
    ...(namespace !== undefined && { namespace }),
    labels: { ...written, ...row.labelsOf?.(value), ...(row.nameLabel !== undefined && name !== '' && !name.endsWith('*') && { [row.nameLabel]: name }) },
    origin,
  };
}

function at(value: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>((outer, key) => fieldsOf(outer)[key], value);
}

function labelsOf(value: unknown): Labels {
  if (!isFields(value)) return {};
  return Object.fromEntries(Object.entries(value).filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
}
