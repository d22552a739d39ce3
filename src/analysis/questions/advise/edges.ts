import type { Grant, Side } from './grant';

/** The two sides of one edge. */
export type EdgeGrants = readonly [out: Grant, into: Grant];

/** The grants of a program: edges, and those of one side alone. */
interface Paired {
  readonly edges: readonly EdgeGrants[];
  readonly others: readonly Grant[];
}

/** The grants that are both sides of an edge between fenced pods, pair by pair, and the others. */
export function betweenFences(grants: readonly Grant[], fenced: ReadonlySet<string>): Paired {
  const inward = new Map<string, Grant>();
  for (const grant of grants) if (grant.direction === 'ingress') inward.set(edgeKey(grant, fenced) ?? '', grant);
  const edges: EdgeGrants[] = [];
  const paired = new Set<Grant>();
  for (const out of grants) {
    const key = out.direction === 'egress' ? edgeKey(out, fenced) : undefined;
    const into = key === undefined ? undefined : inward.get(key);
    if (into === undefined) continue;
    const sides: readonly Side[] = [...out.sides, ...into.sides];
    const check = [...new Set([...out.check, ...into.check])];
    edges.push([{ ...out, kind: 'rule', sides, check }, { ...into, kind: 'rule', sides, check }]);
    paired.add(out).add(into);
  }
  return { edges, others: grants.filter((grant) => !paired.has(grant)) };
}

/** What both sides of an edge have in common; `undefined` where an end is not pods of a fence. */
function edgeKey({ direction, namespace, pods, peers, traffic }: Grant, fenced: ReadonlySet<string>): string | undefined {
  const [peer] = peers;
  if (peers.length !== 1 || peer.type !== 'endpoints' || !('name' in peer.endpoints.namespaces)) return undefined;
  const other = { namespace: peer.endpoints.namespaces.name, pods: peer.endpoints.pods };
  if (!fenced.has(namespace) || !fenced.has(other.namespace)) return undefined;
  const [from, to] = direction === 'egress' ? [{ namespace, pods }, other] : [other, { namespace, pods }];
  return [from.namespace, from.pods.key, to.namespace, to.pods.key, traffic.key].join('\n');
}
