import { readObjects } from '../../../src/analysis/session/read';
import { writtenLabels } from '../../../src/dialects/account-label';
import { Engine, matchPod, withAssumedPods } from '../../../src/engine';
import type { Cluster, Policy, RulePeer, Workload } from '../../../src/model';
import { Address, LabelSelector, parseAddress } from '../../../src/sets';
import { generateCase } from '../../diff/generate';
import { Random } from '../../diff/generate/random';
import { buildCluster, external, judgePair } from '../../oracle';
import { cases } from '../../testing/cases';

type Json = any;

const policy = (name: string, spec: Json): Json => ({ apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { name, namespace: 'shop' }, spec: { policyTypes: ['Ingress'], ...spec } });
const labelled = (labels: Json) => ({ podSelector: { matchLabels: labels } });
const assumedFor = (...objects: Json[]) => {
  const { cluster, policies } = readObjects(objects).decoded;
  return withAssumedPods(cluster, policies)!;
};
const labelsOf = (set: ReadonlySet<{ label: string }>) => [...set].map(({ label }) => label);

describe('the pods that stand for selectors', () => {
  it('are one a selector, with no more labels than it asks for', () => {
    const { all, subjects } = assumedFor(policy('web', { ...labelled({ app: 'web' }), ingress: [{ from: [labelled({ app: 'api' }), { namespaceSelector: { matchLabels: { team: 'a' } } }] }] }));
    expect(all.workloads.map(({ namespace, name, labels }) => [namespace, name, labels])).toEqual([
      ['shop', 'any pod with app=web', { app: 'web' }],
      ['shop', 'any pod with app=api', { app: 'api' }],
      ['any-namespace team=a', 'any pod', {}],
    ]);
    expect(subjects.map(({ name }) => name)).toEqual(['any pod with app=web']);
  });

  it.each<[string, Json, Json, boolean]>([
    ['another value', labelled({ app: 'db' }), {}, true],
    ['every pod', labelled({}), {}, true],
    ['another label, which may decide', labelled({ tier: 'front' }), {}, false],
    ['ports by their names', labelled({}), { ingress: [{ ports: [{ port: 'http' }] }] }, false],
    ['peers by another label', labelled({ app: 'db' }), { ingress: [{ from: [labelled({ tier: 'front' })] }] }, false],
  ])('stand for all pods of a selector where another policy selects %s', (_, subject, spec, isSettled) => {
    const { settledPolicies } = assumedFor(policy('web', labelled({ app: 'web' })), policy('other', { ...subject, ...spec }));
    expect(labelsOf(settledPolicies).includes('NetworkPolicy shop/web')).toBe(isSettled);
  });

  it('stand for the own side of pods whatever peers are', () => {
    const { settledPolicies, ownSettledPolicies } = assumedFor(policy('web', { ...labelled({ app: 'web' }), ingress: [{ from: [labelled({ tier: 'front' })] }] }));
    expect([labelsOf(settledPolicies), labelsOf(ownSettledPolicies)]).toEqual([[], ['NetworkPolicy shop/web']]);
  });

  it('are none where nothing is selected, or too many selectors would have to be compared', () => {
    expect(assumedFor(policy('none', { podSelector: { matchExpressions: [{ key: 'a', operator: 'In', values: ['x'] }, { key: 'a', operator: 'NotIn', values: ['x'] }] } })).all.workloads).toEqual([]);
    expect(assumedFor(...Array.from({ length: 1001 }, (_, i) => policy(`p${i}`, labelled({ app: `a${i}` }))))).toBeUndefined();
  });
});

/** A pod with the labels of an assumed one and others that the policies ask for, which its selector still selects. */
function realPod({ namespace, labels }: Workload, name: string, own: LabelSelector, selectors: readonly LabelSelector[], random: Random): Json {
  const asked = selectors.flatMap(({ constraints }) => constraints.flatMap(([key, { values }]) => values.map((value) => [key, value] as const)));
  let more: Record<string, string> = { ...labels };
  for (const [key, value] of random.sample(asked, random.below(asked.length + 1))) {
    const wider = { ...more, [key]: value };
    if (own.matches(wider)) more = wider;
  }
  const { own: written, account } = writtenLabels(more);
  return { apiVersion: 'v1', kind: 'Pod', metadata: { name, namespace, labels: written }, spec: { serviceAccountName: account, containers: [{ name: 'c', image: 'i' }] } };
}

type End = Workload | Address;

/** The objects, and the namespaces of which labels are assumed. */
function declared({ namespaces }: Cluster, objects: readonly Json[]): Json[] {
  const assumed = [...namespaces.values()].filter(({ origin, labels }) => origin === undefined && Object.keys(labels).length > 1);
  return [...objects, ...assumed.map(({ name, labels }) => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels } }))];
}

test('what the engine says of pods that stand for selectors, the oracle says of pods with further labels', () => {
  const counts = { own: 0, pairs: 0 };
  for (let i = 0; i < cases(600); i++) {
    const random = new Random(22, i);
    const { objects: generated, externals } = generateCase(21, i);
    const written = generated.filter(({ kind }) => /Policy$/.test(kind));
    const objects = [...generated.filter(({ kind }) => kind === 'Namespace'), ...random.sample(written, 1 + random.below(2))];
    const { cluster, policies } = readObjects(objects).decoded;
    const { all, settled, settledPolicies, ownSettledPolicies } = withAssumedPods(cluster, policies)!;
    const selectorOf = (peer: RulePeer) => (peer.type === 'endpoints' ? [peer.endpoints] : []);
    const peersIn = ({ rules }: Policy) => rules.flatMap(({ peers }) => (peers ?? []).flatMap(selectorOf));
    const selectors = policies.flatMap((one) => [one.subject, ...peersIn(one)]);
    const judgeable = (wanted: ReadonlySet<object>, within: Cluster) => policies.filter(({ origin }) => wanted.has(origin)).flatMap(({ subject }) => {
      const keys = new Set(subject.pods.constraints.map(([key]) => key));
      const pod = within.workloads.find((one) => matchPod(subject, one, within) === 'definite' && Object.keys(one.labels).every((key) => keys.has(key)));
      return pod === undefined ? [] : [{ pod, real: (name: string) => realPod(pod, name, subject.pods, selectors.map(({ pods }) => pods), random) }];
    });
    const compare = (within: Cluster, from: End, to: End, judge: ReturnType<typeof judgePair>, counted: 'own' | 'pairs') => {
      const engine = new Engine({ cluster: within, policies });
      const endOf = (end: End) => ('namespace' in end ? engine.classes.ofWorkload[within.workloads.indexOf(end)] : end);
      const { allowed, unknown } = engine.reach(endOf(from), endOf(to));
      for (const protocol of ['TCP', 'UDP', 'SCTP'] as const) {
        for (const port of [53, 80, 443, 8080, random.between(1, 65_535)].filter((one) => !unknown.contains(protocol, one))) {
          counts[counted]++;
          expect([i, protocol, port, judge({ protocol, port })]).toEqual([i, protocol, port, allowed.contains(protocol, port) ? 'allowed' : 'denied']);
        }
      }
    };
    for (const { pod, real } of judgeable(ownSettledPolicies, all)) {
      const world = buildCluster([...declared(all, objects), real('real')]);
      const ends = [world.pods.find(({ name }) => name === 'real')!, external(externals[0])] as const;
      const address = parseAddress(externals[0])!;
      compare(all, pod, address, judgePair(world, ends[0], ends[1]), 'own');
      compare(all, address, pod, judgePair(world, ends[1], ends[0]), 'own');
    }
    const [one, other] = judgeable(settledPolicies, settled);
    if (other === undefined || one.pod === other.pod) continue;
    const world = buildCluster([...declared(settled, objects), one.real('one'), other.real('other')]);
    const [from, to] = ['one', 'other'].map((wanted) => world.pods.find(({ name }) => name === wanted)!);
    compare(settled, one.pod, other.pod, judgePair(world, from, to), 'pairs');
  }
  expect(counts.own).toBeGreaterThan(cases(5_000));
  expect(counts.pairs).toBeGreaterThan(cases(60));
});
