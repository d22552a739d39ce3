/** Stages keep their promise: rules run by ascending order in every stage, and what an isolating stage leaves undecided is denied. */
import * as fc from 'fast-check';
import { End, Engine } from '../../src/engine';
import { Action, Cluster, Direction, DIRECTIONS, EndpointSelector, RulePeer, Policy, Rule, Stage, Workload } from '../../src/model';
import { LabelSelector, parseAddress, PortSet, TrafficSet } from '../../src/sets';
import { cases } from '../testing/cases';

const STAGES: readonly Stage[] = [
  { title: 'first tier', rank: 50, isolating: false },
  { title: 'isolating tier', rank: 150, isolating: true },
  { title: 'second isolating tier', rank: 160, isolating: true },
  { title: 'last tier', rank: 300, isolating: false },
];
const NAMES = ['x', 'y', 'z'];
const PORTS = [80, 81, 443];
const RUNS = cases(600, { few: 100, deep: 5000 });
const OUTSIDE = parseAddress('192.0.2.1')!;

const origin = { label: 'p', path: [] };
const everything: Rule['traffic'] = { fixed: TrafficSet.ALL, named: [] };
const pod = (name: string): Workload => ({ namespace: 'a', name, kind: 'Pod', labels: { name }, ports: [], addresses: [], hostNetwork: false, replicas: 1 });
const cluster: Cluster = { namespaces: new Map([['a', { name: 'a', labels: {} }]]), workloads: NAMES.map(pod), nodes: [], services: [], ingressRoutes: [], extensions: [] };
const podsOf = (names: readonly string[]): EndpointSelector => ({ namespaces: { name: 'a' }, pods: names.length === 0 ? LabelSelector.EVERYTHING : LabelSelector.labels({ name: names[0] }) });

/** A rule and a policy as the naive walk reads them, beside what the engine gets. An empty list of names means all pods. */
interface PlainRule {
  readonly direction: Direction;
  readonly action: Action;
  readonly peer: readonly string[] | 'anyone' | 'no one';
  /** Absent: every port. */
  readonly ports?: readonly number[];
}

interface PlainPolicy {
  readonly stage: Stage;
  readonly order: number;
  readonly subject: readonly string[];
  readonly isolates: readonly Direction[];
  readonly rules: readonly PlainRule[];
}

function ruleOf({ direction, action, peer, ports }: PlainRule): Rule {
  const peers: readonly RulePeer[] | undefined = peer === 'anyone' ? undefined : peer === 'no one' ? [] : [{ type: 'endpoints', endpoints: podsOf(peer) }];
  const fixed = (ports ?? []).reduce((set, port) => set.union(TrafficSet.of('TCP', PortSet.single(port))), TrafficSet.NONE);
  return { direction, action, peers, traffic: ports === undefined ? everything : { fixed, named: [] }, origin };
}

function policyOf({ stage, order, subject, isolates, rules }: PlainPolicy): Policy {
  return { stage, order, name: 'p', namespace: 'a', subject: podsOf(subject), isolates, hostNetwork: 'never', origin, rules: rules.map(ruleOf) };
}

/** What one end may do with a packet: `allow`, `deny`, or both where policies of equal order disagree. */
type Fate = ReadonlySet<'allow' | 'deny'>;

function fateOf(policies: readonly PlainPolicy[], direction: Direction, subject: string, peer: string | undefined, port: number): Fate {
  const fate = new Set<'allow' | 'deny'>();
  for (const stage of [...STAGES].sort((a, b) => a.rank - b.rank)) {
    const selecting = policies.filter((policy) => policy.stage === stage && isOneOf(policy.subject, subject));
    const acting = selecting.filter(({ isolates }) => !stage.isolating || isolates.includes(direction));
    let isDecided = false;
    for (const order of [...new Set(acting.map((policy) => policy.order))].sort((a, b) => a - b)) {
      const answers = acting.filter((policy) => policy.order === order).flatMap(({ rules }) => {
        const first = rules.find((rule) => rule.direction === direction && isPeer(rule, peer) && (rule.ports?.includes(port) ?? true));
        return first === undefined ? [] : [first.action];
      });
      if (answers.length === 0) continue;
      for (const answer of answers) if (answer !== 'pass') fate.add(answer);
      isDecided = true;
      if (!answers.includes('pass')) return fate;
      break;
    }
    if (!isDecided && stage.isolating && acting.length > 0) return fate.add('deny');
  }
  return fate.add('allow');
}

function isOneOf(names: readonly string[], name: string): boolean {
  return names.length === 0 || names.includes(name);
}

function isPeer({ peer }: PlainRule, name: string | undefined): boolean {
  if (peer === 'anyone' || peer === 'no one') return peer === 'anyone';
  return name !== undefined && isOneOf(peer, name);
}

function verdictOf(egress: Fate, ingress: Fate): string {
  if (!egress.has('allow') || !ingress.has('allow')) return 'denied';
  return egress.has('deny') || ingress.has('deny') ? 'unknown' : 'allowed';
}

const names = fc.constantFrom<readonly string[]>([], ['x'], ['y']);
const ruleArb: fc.Arbitrary<PlainRule> = fc.record({
  direction: fc.constantFrom(...DIRECTIONS),
  action: fc.constantFrom<Action>('allow', 'allow', 'deny', 'pass'),
  peer: fc.oneof({ weight: 4, arbitrary: names }, { weight: 1, arbitrary: fc.constantFrom('anyone' as const, 'no one' as const) }),
  ports: fc.option(fc.subarray(PORTS, { minLength: 1 }), { nil: undefined }),
});
const policyArb: fc.Arbitrary<PlainPolicy> = fc.record({
  stage: fc.constantFrom(...STAGES),
  order: fc.nat(1),
  subject: names,
  isolates: fc.subarray([...DIRECTIONS]),
  rules: fc.array(ruleArb, { maxLength: 4 }),
});
const policiesArb = fc.array(policyArb, { minLength: 2, maxLength: 7 });

test('every stage is judged as a walk rule by rule judges it', () => {
  const seen = { allowed: 0, denied: 0, unknown: 0 };
  fc.assert(fc.property(policiesArb, (policies) => {
    const engine = new Engine({ cluster, policies: policies.map(policyOf) });
    const wrong: string[] = [];
    const pods = NAMES.map((name, i): [string, End] => [name, engine.classes.ofWorkload[i]]);
    const ends: readonly [string | undefined, End][] = [...pods, [undefined, OUTSIDE]];
    for (const [from, source] of ends) {
      for (const [to, destination] of ends) {
        if (from === to) continue;
        const { allowed, unknown } = engine.reach(source, destination);
        for (const port of PORTS) {
          const egress: Fate = from === undefined ? new Set(['allow']) : fateOf(policies, 'egress', from, to, port);
          const ingress: Fate = to === undefined ? new Set(['allow']) : fateOf(policies, 'ingress', to, from, port);
          const expected = verdictOf(egress, ingress);
          const got = allowed.contains('TCP', port) ? 'allowed' : unknown.contains('TCP', port) ? 'unknown' : 'denied';
          seen[got]++;
          if (got !== expected) wrong.push(`${from} to ${to}, port ${port}: ${got}, by the walk ${expected}`);
        }
      }
    }
    expect(wrong).toEqual([]);
  }), { seed: 12, numRuns: RUNS });
  expect(Math.min(...Object.values(seen))).toBeGreaterThan(RUNS / 20);
});

test('one pair is judged like the whole row', () => {
  fc.assert(fc.property(policiesArb, (policies) => {
    const [rows, pairs] = [0, 1].map(() => new Engine({ cluster, policies: policies.map(policyOf) }));
    for (const direction of DIRECTIONS) {
      for (let c = 0; c < pairs.classes.count; c++) {
        const row = rows.row(direction, rows.rowNumber(direction, c));
        for (let d = 0; d < pairs.classes.count; d++) {
          const [a, b] = [rows.outcome(row.at(d)), pairs.outcome(pairs.entry(direction, c, d))];
          expect([a.mayAllow.toString(), a.mayDeny.toString()]).toEqual([b.mayAllow.toString(), b.mayDeny.toString()]);
        }
      }
    }
  }), { seed: 13, numRuns: RUNS });
});

test('where all rules allow, the walk without order gives what the ordered one gives', () => {
  const allowing = fc.array(policyArb.map((policy) => ({ ...policy, rules: policy.rules.map((rule) => ({ ...rule, action: 'allow' as const })) })), { minLength: 1, maxLength: 6 });
  fc.assert(fc.property(allowing, (policies) => {
    // a rule that denies no traffic decides nothing, and still has the stage judged in order
    const inOrder = policies.map((policy) => ({ ...policy, rules: [...policy.rules, ...DIRECTIONS.map((direction): PlainRule => ({ direction, action: 'deny', peer: 'anyone', ports: [] }))] }));
    const [free, ordered] = [policies, inOrder].map((list) => new Engine({ cluster, policies: list.map(policyOf) }));
    for (const source of free.classes.ofWorkload) {
      for (const destination of free.classes.ofWorkload) {
        const [a, b] = [free.reach(source, destination), ordered.reach(source, destination)];
        expect([a.allowed.toString(), a.unknown.toString()]).toEqual([b.allowed.toString(), b.unknown.toString()]);
      }
    }
  }), { seed: 14, numRuns: RUNS });
});

describe('an isolating stage whose first policy denies', () => {
  const tier: Stage = { title: 'tier', rank: 150, isolating: true };
  const policy = (order: number, action: Action, fixed: TrafficSet): Policy => ({
    stage: tier,
    order,
    name: `p${order}`,
    namespace: 'a',
    subject: podsOf([]),
    isolates: ['ingress'],
    hostNetwork: 'never',
    origin,
    rules: [{ direction: 'ingress', action, peers: undefined, traffic: { fixed, named: [] }, origin }],
  });
  const allow = policy(2, 'allow', TrafficSet.ALL);
  const deny = policy(1, 'deny', TrafficSet.of('TCP', PortSet.single(80)));
  test.each([
    ['after', [allow, deny]],
    ['before', [deny, allow]],
  ])('denies, whether it stands %s the one that allows in the input', (_, policies) => {
    const { allowed } = new Engine({ cluster, policies }).reach(0, 0);
    expect([80, 81].map((port) => allowed.contains('TCP', port))).toEqual([false, true]);
  });
});
