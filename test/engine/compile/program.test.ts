import { Engine } from '../../../src/engine';
import type { Cluster, Policy, Rule, RulePeer, Stage, Workload } from '../../../src/model';
import { IpSet, LabelConstraint, LabelSelector, parseAddress, parseCidr, PortSet, TrafficSet } from '../../../src/sets';

const pod = (name: string): Workload => ({ namespace: 'a', name, kind: 'Pod', labels: { name }, ports: [{ name: 'web', port: 8080, protocol: 'TCP' }], addresses: [parseAddress(`10.0.0.${name.length}`)!], hostNetwork: false, replicas: 1 });
const PODS = ['x', 'yy', 'zzz'];
const LOW = IpSet.cidr(parseCidr('10.0.0.0/31')!);
const cluster: Cluster = { namespaces: new Map([['a', { name: 'a', labels: {} }]]), workloads: PODS.map(pod), nodes: [], services: [], ingressRoutes: [] };
const TIER: Stage = { title: 'tier', rank: 50, isolating: true, tiesByName: true };
const origin = { label: 'p', path: [] };
const some = (constraint: LabelConstraint): RulePeer => ({ type: 'endpoints', endpoints: { namespaces: { name: 'a' }, pods: LabelSelector.of([['name', constraint]]) } });
const named = (...names: string[]) => some(LabelConstraint.in(names));

const rule = (action: Rule['action'], more: Partial<Rule> = {}): Rule => ({ direction: 'ingress', action, peers: undefined, traffic: { fixed: TrafficSet.ALL, named: [] }, origin, ...more });
const policy = (name: string, rules: readonly Rule[], more: Partial<Policy> = {}): Policy =>
  ({ stage: TIER, order: 1, name, subject: { namespaces: { name: 'a' }, pods: LabelSelector.EVERYTHING }, isolates: ['ingress'], rules, hostNetwork: 'never', origin, ...more });

/** What each pod may send to `zzz` at port 8080, and to `yy`. */
function verdicts(policies: readonly Policy[], to = 'zzz', port = 8080): string[] {
  const engine = new Engine({ cluster, policies });
  const classOf = (name: string) => engine.classes.ofWorkload[PODS.indexOf(name)];
  return PODS.filter((name) => name !== to).map((from) => {
    const { allowed, unknown } = engine.reach(classOf(from), classOf(to));
    return allowed.contains('TCP', port) ? 'allowed' : unknown.contains('TCP', port) ? 'unknown' : 'denied';
  });
}

test('of policies of equal order the name says which is first, where the stage says so', () => {
  const [allows, denies] = [[rule('allow')], [rule('deny')]];
  expect(verdicts([policy('b', denies), policy('a', allows)])).toEqual(['allowed', 'allowed']);
  expect(verdicts([policy('a', denies), policy('b', allows)])).toEqual(['denied', 'denied']);
  const stage = { ...TIER, tiesByName: false };
  expect(verdicts([policy('b', denies, { stage }), policy('a', allows, { stage })])).toEqual(['unknown', 'unknown']);
});

test('no name says it of a namespaced policy and one of the whole cluster', () => {
  expect(verdicts([policy('b', [rule('deny')]), policy('a', [rule('allow')], { namespace: 'a' })])).toEqual(['unknown', 'unknown']);
});

test('stages of one rank are one: rules that deny come first where all of them say so', () => {
  const first: Stage = { title: 'other', rank: 50, isolating: true, deniesFirst: true };
  const allows = policy('a', [rule('allow')], { stage: first, order: 0 });
  expect(verdicts([allows, policy('b', [rule('deny')], { stage: first, order: 1 })])).toEqual(['denied', 'denied']);
  expect(verdicts([allows, policy('b', [rule('deny')])])).toEqual(['allowed', 'allowed']);
});

test('what a stage passes is left to the next one, and what it leaves is denied', () => {
  const passes = policy('a', [rule('pass', { peers: [named('x')] })]);
  expect(verdicts([passes])).toEqual(['allowed', 'denied']);
});

test('a rule is of some subjects of its policy only, and each of them has a row of its own', () => {
  const one = policy('a', [rule('allow', { own: [named('zzz')] })]);
  expect(verdicts([one], 'zzz')).toEqual(['allowed', 'allowed']);
  expect(verdicts([one], 'yy')).toEqual(['denied', 'denied']);
  const unknown: RulePeer = { type: 'all-of', every: [[named('zzz')], [{ type: 'unreadable', why: 'why' }]], none: [] };
  expect(verdicts([policy('a', [rule('allow', { own: [unknown] })])])).toEqual(['unknown', 'unknown']);
});

test('all of several peers, and none of others', () => {
  const block: RulePeer = { type: 'addresses', addresses: LOW, pods: 'by-address' };
  const allOf = (every: readonly (readonly RulePeer[])[], none: readonly RulePeer[]): Rule => rule('allow', { peers: [{ type: 'all-of', every, none }] });
  expect(verdicts([policy('a', [allOf([[named('x', 'yy')], [block]], [])])])).toEqual(['allowed', 'denied']);
  expect(verdicts([policy('a', [allOf([], [block])])])).toEqual(['denied', 'allowed']);
  expect(verdicts([policy('a', [allOf([[named('x'), named('yy')]], [named('x')])])])).toEqual(['denied', 'allowed']);
});

test('what a rule leaves out by name is resolved at the destination', () => {
  const without = { fixed: TrafficSet.NONE, named: [{ name: 'web', protocol: 'TCP' as const }] };
  const one = policy('a', [rule('allow', { traffic: { fixed: TrafficSet.ALL, named: [], without } })]);
  expect([verdicts([one]), verdicts([one], 'zzz', 8081)]).toEqual([['denied', 'denied'], ['allowed', 'allowed']]);
  const both = policy('a', [rule('allow', { traffic: { fixed: TrafficSet.NONE, named: without.named, without: { fixed: TrafficSet.of('TCP', PortSet.single(8080)), named: [] } } })]);
  expect(verdicts([both])).toEqual(['denied', 'denied']);
});

test('labels are told apart by the tests of their texts', () => {
  const starts = (negated: boolean) => some(LabelConstraint.passing({ kind: 'starts with', text: 'y', negated }));
  expect(verdicts([policy('a', [rule('allow', { peers: [starts(false)] })])])).toEqual(['denied', 'allowed']);
  expect(verdicts([policy('a', [rule('allow', { peers: [starts(true)] })])])).toEqual(['allowed', 'denied']);
});
