import type { Op } from '../../../src/engine/compile/program';
import { dependsOnAgent, ifTheirAgentRuns, programInWorlds, worldsOf } from '../../../src/engine/compile/worlds';
import { AGENTS, Policy } from '../../../src/model';
import { CNIS, enforcementOf, SPEC } from '../../../src/profiles';

const of = (name: string, set = AGENTS) => ({ language: { name, set } });
const names = (worlds: ReturnType<typeof worldsOf>) => worlds.map((world) => [...world].sort().join(' with ')).sort();

test.each([
  ['none', [], []],
  ['one agent', [of('cilium'), of('cilium'), {}], ['cilium']],
  ['two agents', [of('cilium'), of('calico')], ['calico', 'cilium']],
  ['two that one agent reads', [of('cilium'), of('gke-dataplane-v2')], ['cilium with gke-dataplane-v2']],
  ['a third one beside them', [of('cilium'), of('antrea'), of('gke-dataplane-v2')], ['antrea', 'cilium with gke-dataplane-v2']],
  ['versions of one API', [of('v1alpha1', 'versions'), of('v1alpha2', 'versions')], []],
])('%s', (_, policies, expected) => {
  expect(names(worldsOf(policies, SPEC))).toEqual(expected);
});

test('no set is a part of another one', () => {
  const worlds = worldsOf([...CNIS.keys()].map((name) => of(name)), SPEC);
  for (const a of worlds) for (const b of worlds) expect(a !== b && [...a].every((name) => b.has(name))).toBe(false);
});

test('the agent that is named is the only one', () => {
  expect(names(worldsOf([of('cilium'), of('calico')], enforcementOf(CNIS.get('calico')!)))).toEqual(['calico']);
});

const [two, one] = [worldsOf([of('cilium'), of('calico')], SPEC), worldsOf([of('cilium')], SPEC)];
const applicable = (name: string, language?: object) => {
  const policy = { stage: { title: name, rank: 200, isolating: true }, order: 0, name, rules: [], ...language } as unknown as Policy;
  return { policy, rules: [], ops: [], onlyAllows: true, isolates: true, policesOwnNode: false, sparesOwnNode: false, applies: 'definite' as const };
};

test('only policies of agents depend on which one runs, and only where there are several', () => {
  expect([of('cilium'), of('v1alpha1', 'versions'), {}].map((policy) => dependsOnAgent(two, policy))).toEqual([true, false, false]);
  expect(dependsOnAgent(one, of('cilium'))).toBe(false);
  const list = [applicable('a', of('cilium')), applicable('b')];
  expect(ifTheirAgentRuns(two, list).map(({ applies }) => applies)).toEqual(['with-agent', 'definite']);
  expect(ifTheirAgentRuns(one, list)).toBe(list);
});

test('a program runs once for each list of policies that may have an effect', () => {
  const policies = (op: Op) => (op.type === 'allPeers' ? (op.isolating ?? []).map(({ policy }) => policy.name) : []);
  const isolating = (...list: Parameters<typeof programInWorlds>[1]) => programInWorlds(two, list).map(policies).filter(({ length }) => length > 0);
  expect(isolating(applicable('a', of('cilium')), applicable('b'))).toEqual([['a', 'b'], ['b']]);
  expect(isolating(applicable('b'))).toEqual([['b']]);
  expect(programInWorlds(two, [applicable('a', of('cilium')), applicable('b', of('calico'))]).map(({ type }) => type)).toEqual(['unreadPolicy']);
});
