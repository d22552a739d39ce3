import { fieldsOf, groupOf, nameOf } from '../manifest';
import type { Fields } from '../manifest';
import type { Staged, Staging } from '../staged';
import { OF_NETWORK_POLICY, tierOf, withoutTier } from './forms';

const GROUPS = ['projectcalico.org', 'crd.projectcalico.org'];

/** What the staged kinds become. */
const ENFORCED: ReadonlyMap<unknown, string> = new Map([
  ['StagedNetworkPolicy', 'NetworkPolicy'],
  ['StagedGlobalNetworkPolicy', 'GlobalNetworkPolicy'],
  ['StagedKubernetesNetworkPolicy', 'NetworkPolicy'],
]);

/** A recommendation that is still learned (`Learn`) counts as it stands. */
const ACTIONS: ReadonlyMap<unknown, Staged['action']> = new Map<unknown, Staged['action']>([
  [undefined, 'set'], [null, 'set'], ['', 'set'], ['Set', 'set'], ['Learn', 'set'], ['Delete', 'delete'], ['Ignore', 'ignore'],
]);

/** Staged policies of Calico. @see https://docs.tigera.io/calico/latest/network-policy/staged-network-policies */
export const CALICO_STAGING: Staging = { staged: stagedOf, keyOf };

function stagedOf(value: Fields): Staged | undefined {
  const kind = ENFORCED.get(value.kind);
  if (kind === undefined || !GROUPS.includes(apiGroupOf(value))) return undefined;
  const apiVersion = value.kind === 'StagedKubernetesNetworkPolicy' ? 'networking.k8s.io/v1' : value.apiVersion;
  const { stagedAction, ...spec } = fieldsOf(value.spec);
  const enforced = { ...value, apiVersion, kind, ...(typeof value.spec === 'object' && { spec }) };
  return { action: ACTIONS.get(stagedAction) ?? 'refused', enforced };
}

/** A NetworkPolicy of Kubernetes is shown in both groups of Calico, too, and each policy of Calico may be. */
function keyOf(value: Fields, defaultNamespace: string): string | undefined {
  const { kind } = value;
  if (kind !== 'NetworkPolicy' && kind !== 'GlobalNetworkPolicy') return undefined;
  const metadata = fieldsOf(value.metadata);
  const name = nameOf(metadata.name);
  if (name === undefined) return undefined;
  const namespace = kind === 'NetworkPolicy' ? nameOf(metadata.namespace) ?? defaultNamespace : '';
  const group = apiGroupOf(value);
  if (kind === 'NetworkPolicy' && group === 'networking.k8s.io') return `Kubernetes ${namespace}/${name}`;
  if (!GROUPS.includes(group)) return undefined;
  if (kind === 'NetworkPolicy' && name.startsWith(OF_NETWORK_POLICY)) return `Kubernetes ${namespace}/${name.slice(OF_NETWORK_POLICY.length)}`;
  const tier = tierOf(value);
  return `${kind} ${namespace}/${tier}/${withoutTier(name, tier)}`;
}

function apiGroupOf({ apiVersion }: Fields): string {
  return typeof apiVersion === 'string' ? groupOf(apiVersion) : '';
}
