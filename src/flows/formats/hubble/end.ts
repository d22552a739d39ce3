import { Fields, fieldsOf, isFields, listOf, textOf, textsOf } from '../../fields';
import type { Entity, ObservedEnd } from '../../observation';

/** @see https://docs.cilium.io/en/stable/gettingstarted/terminology/#special-identities */
const IDENTITIES: Readonly<Record<number, Entity>> = {
  1: 'own-node', 2: 'outside', 3: 'unmanaged', 4: 'health', 5: 'starting', 6: 'other-node', 7: 'api-server', 8: 'gateway', 9: 'outside', 10: 'outside',
};
/** What a `reserved:` label says; the first that is there counts, for the API server runs on a node. */
const RESERVED: readonly (readonly [string, Entity])[] = [
  ['kube-apiserver', 'api-server'], ['host', 'own-node'], ['remote-node', 'other-node'], ['ingress', 'gateway'], ['health', 'health'],
  ['init', 'starting'], ['unmanaged', 'unmanaged'], ['world', 'outside'], ['world-ipv4', 'outside'], ['world-ipv6', 'outside'],
];
/** Identities of blocks, which each node numbers for itself, have this bit. */
const FIRST_LOCAL_IDENTITY = 16_777_216;
const NAMESPACE_LABELS = 'io.cilium.k8s.namespace.labels.';

/** Two ends with the same key are described alike. */
export function hubbleKey(end: Fields, address: string): string {
  const workload = Array.isArray(end.workloads) ? (end.workloads[0] as Fields | null | undefined)?.name : undefined;
  return `${end.namespace as string}/${end.pod_name as string}/${end.identity as number}/${workload as string}/${address}`;
}

/** An end of a flow of Hubble. */
export function hubbleEnd(end: Fields, address: string | undefined, names: readonly string[]): ObservedEnd {
  const labels: Record<string, string> = Object.create(null) as Record<string, string>;
  const namespaceLabels: Record<string, string> = Object.create(null) as Record<string, string>;
  const reserved = new Set<string>();
  const asked = new Set(names.map(withoutDot));
  for (const label of textsOf(end.labels)) {
    const [source, key, value] = partsOf(label);
    if (source === 'reserved') reserved.add(key);
    if (source === 'fqdn') asked.add(withoutDot(key));
    if (source !== 'k8s') continue;
    if (key.startsWith(NAMESPACE_LABELS)) namespaceLabels[key.slice(NAMESPACE_LABELS.length)] = value;
    else if (!key.startsWith('io.cilium.k8s.') && key !== 'io.kubernetes.pod.namespace') labels[key] = value;
  }
  const namespace = textOf(end.namespace);
  const pod = textOf(end.pod_name);
  const entity = entityOf(end.identity, reserved, namespace !== undefined);
  const owner = ownerOf(end.workloads);
  const cluster = textOf(end.cluster_name);
  return {
    ...(namespace !== undefined && { namespace }),
    ...(pod !== undefined && { pod }),
    ...(owner !== undefined && { owner }),
    ...(namespace !== undefined && textsOf(end.labels).length > 0 && { labels, namespaceLabels }),
    ...(entity !== undefined && { entity }),
    ...(address !== undefined && { address }),
    ...(asked.size > 0 && { names: [...asked] }),
    ...(cluster !== undefined && { cluster }),
  };
}

/**
 * The end, or the Service that the record names for it: agents call the address of a Service outside, and that of a node on which a Service is
 * called by its node port is no address of the Service.
 */
export function orService(end: ObservedEnd, named: unknown): ObservedEnd {
  const { namespace, name } = fieldsOf(named);
  const service = { namespace: textOf(namespace) ?? '', name: textOf(name) ?? '' };
  const isPod = end.pod !== undefined || end.owner !== undefined || end.labels !== undefined;
  if (isPod || service.namespace === '' || service.name === '') return end;
  if (end.entity === 'own-node' || end.entity === 'other-node') return { service };
  const { address, entity = 'outside' } = end;
  return entity === 'outside' ? { service, ...(address !== undefined && { address }) } : end;
}

function withoutDot(name: string): string {
  return name.replace(/\.$/, '');
}

/** `k8s:app=web` is `k8s`, `app` and `web`; without a source, or with an unknown one, nothing is lost. */
function partsOf(label: string): [source: string, key: string, value: string] {
  const colon = /^([a-z0-9-]+):/.exec(label)?.[1];
  const rest = colon === undefined ? label : label.slice(colon.length + 1);
  const equals = rest.indexOf('=');
  return [colon ?? 'k8s', equals < 0 ? rest : rest.slice(0, equals), equals < 0 ? '' : rest.slice(equals + 1)];
}

function entityOf(identity: unknown, reserved: ReadonlySet<string>, isPod: boolean): Entity | undefined {
  if (isPod) return undefined;
  const named = RESERVED.find(([word]) => reserved.has(word));
  if (named !== undefined) return named[1];
  if (typeof identity !== 'number') return undefined;
  return IDENTITIES[identity] ?? (identity >= FIRST_LOCAL_IDENTITY ? 'outside' : undefined);
}

function ownerOf(workloads: unknown): ObservedEnd['owner'] {
  const first = listOf(workloads)[0];
  if (!isFields(first)) return undefined;
  const name = textOf(first.name);
  const kind = textOf(first.kind);
  return name === undefined ? undefined : { name, ...(kind !== undefined && { kind }) };
}
