import { PairScan } from '../../../src/analysis/pairs/pair-scan';
import { readObjects } from '../../../src/analysis/session/read';

const NAMESPACES = 30;
const TIERS = ['web', 'api', 'data'];

const policy = (namespace: string, name: string, spec: object) => ({
  apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { name, namespace }, spec,
});
const pod = (namespace: string, tier: string) => ({
  apiVersion: 'v1', kind: 'Pod', metadata: { name: tier, namespace, labels: { tier } }, spec: { containers: [{ name: 'c', image: 'i' }] },
});
const of = (tier: string) => ({ podSelector: { matchLabels: { tier } } });

/** Namespaces in which one side names the pods of all others, while the other side names those of its own. */
function cluster(wide: 'ingress' | 'egress'): unknown[] {
  return Array.from({ length: NAMESPACES }, (_, n) => `ns-${n}`).flatMap((namespace) => {
    const everywhere = (tier: string) => [{ namespaceSelector: {}, ...of(tier) }];
    const own = (tier: string) => [of(tier)];
    return [
      { apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } },
      ...TIERS.map((tier) => pod(namespace, tier)),
      policy(namespace, 'default-deny', { podSelector: {}, policyTypes: ['Ingress', 'Egress'] }),
      policy(namespace, 'api', { ...of('api'), policyTypes: ['Ingress'], ingress: [{ from: wide === 'ingress' ? everywhere('web') : own('web') }] }),
      policy(namespace, 'web', { ...of('web'), policyTypes: ['Egress'], egress: [{ to: wide === 'egress' ? everywhere('api') : own('api') }] }),
    ];
  });
}

test.each(['ingress', 'egress'] as const)('where the wide side is %s, destinations are enumerated from the other one', (wide) => {
  const session = readObjects(cluster(wide));
  const engine = session.engine();
  const classesOf = (positions: readonly number[]) => [...new Set(positions.map((position) => engine.classes.ofWorkload[position]))];
  const members = [...session.identities().values()].map(({ positions }) => [classesOf(positions)]);
  const scan = new PairScan([engine], members);
  let visited = 0;
  let edges = 0;
  for (let source = 0; source < members.length; source++) {
    const listed = new Set(scan.listed(source));
    visited += listed.size;
    for (let destination = 0; destination < members.length; destination++) {
      if (destination === source) continue;
      const passes = !engine.reach(members[source][0][0], members[destination][0][0]).allowed.isEmpty();
      if (passes) edges++;
      if (passes) expect(listed).toContain(destination);
    }
  }
  expect(edges).toBe(NAMESPACES);
  // each source is listed itself; the wide side alone would list every namespace for each of them
  expect(visited).toBeLessThanOrEqual(members.length + 2 * edges);
});
