import { deviationsFromSpec } from '../../src/analysis/questions/list/deviations';
import { matrixOf } from '../../src/analysis/questions/list/matrix';
import { hiddenPairs } from '../../src/analysis/questions/list/hidden';
import { reachBetween } from '../../src/analysis/ends/reach-between';
import type { AnalysisSession } from '../../src/analysis/session/session';
import { Verdicts } from '../../src/analysis/questions/list/verdicts';
import type { Engine, Reach } from '../../src/engine';
import { CILIUM, Enforcement, KUBE_ROUTER, SPEC } from '../../src/profiles';
import { TrafficSet } from '../../src/sets';
import { cases } from '../testing/cases';
import { generatedSession } from './generated';

const CASES = cases(100);

/** What passes between two workloads, for each pair of their pods. */
function* reaches(session: AnalysisSession, engines: readonly Engine[]): Generator<[source: string, destination: string, byEngine: Reach[][]]> {
  const identities = [...session.identities().values()];
  const classes = (engine: Engine, positions: readonly number[]) => [...new Set(positions.map((p) => engine.classes.ofWorkload[p]))];
  for (const a of identities) {
    for (const b of identities) {
      if (a === b) continue;
      const between = (engine: Engine) => classes(engine, a.positions).flatMap((s) => classes(engine, b.positions).map((d) => engine.reach(s, d)));
      yield [a.label, b.label, engines.map(between)];
    }
  }
}

const some = (all: readonly Reach[]) => all.reduce((set, { allowed }) => set.union(allowed), TrafficSet.NONE);
const every = (all: readonly Reach[]) => all.reduce((set, { allowed }) => set.intersect(allowed), TrafficSet.ALL);
const possible = (all: readonly Reach[]) => all.reduce((set, { allowed, unknown }) => set.union(allowed).union(unknown), TrafficSet.NONE);

it(`counts the pairs that a compatible form does not show as they are (${CASES} generated clusters)`, () => {
  const total = { unknown: 0, allowed: 0, more: 0, less: 0 };
  for (let i = 0; i < CASES; i++) {
    const session = generatedSession(i);
    const pairs = { unknown: 0, allowed: 0, more: 0, less: 0 };
    for (const [, , [compatible, honest]] of reaches(session, [session.compatible(), session.engine()])) {
      const [shown, surely, perhaps] = [some(compatible), every(honest), possible(honest)];
      const open = !perhaps.subtract(surely).isEmpty();
      if (shown.isEmpty() && open) pairs.unknown++;
      else if (shown.isEmpty() && !surely.isEmpty()) pairs.allowed++;
      if (!shown.subtract(surely).isEmpty()) pairs.more++;
      if (!shown.isEmpty() && !perhaps.subtract(shown).isEmpty()) pairs.less++;
    }
    const { reasons, ...counted } = hiddenPairs(session);
    const workloads = session.identities().size;
    for (const kind of ['unknown', 'allowed', 'more', 'less'] as const) {
      // with the addresses outside, once for each workload and direction
      expect(counted[kind]).toBeGreaterThanOrEqual(pairs[kind]);
      expect(counted[kind]).toBeLessThanOrEqual(pairs[kind] + 2 * workloads);
      total[kind] += pairs[kind];
    }
    expect(reasons.size > 0).toBe(Object.values(counted).some((count) => count > 0));
  }
  expect(Object.entries(total).filter(([, pairs]) => pairs < CASES / 12)).toEqual([]);
});

const profiles: Enforcement[] = [CILIUM, KUBE_ROUTER];
it.each(profiles.map((profile) => [profile.name, profile] as const))('finds every pair in which %s departs from the words', (_, profile) => {
  const found = { opens: 0, closes: 0 };
  for (let i = 0; i < CASES; i++) {
    const session = generatedSession(i, profile);
    const expected = { opens: new Set<string>(), closes: new Set<string>() };
    for (const [source, destination, [agent, words]] of reaches(session, [session.engine(), session.engine({ profile: SPEC })])) {
      const name = (set: TrafficSet) => `${source} => ${destination} : ${set.toString()}`;
      const opens = every(agent).subtract(possible(words));
      const closes = every(words).subtract(possible(agent));
      if (!opens.isEmpty()) expected.opens.add(name(opens));
      if (!closes.isEmpty()) expected.closes.add(name(closes));
    }
    const { examples, opens, closes } = deviationsFromSpec(session, Infinity);
    const shown = (kind: string) => examples.filter((one) => one.kind === kind && typeof one.source === 'string' && typeof one.destination === 'string');
    for (const kind of ['opens', 'closes'] as const) {
      for (const { source, destination, traffic } of shown(kind)) expect(expected[kind]).toContain(`${source} => ${destination} : ${traffic}`);
      expect({ opens, closes }[kind]).toBeGreaterThanOrEqual(expected[kind].size);
      expect(shown(kind).length === 0).toBe(expected[kind].size === 0);
      found[kind] += expected[kind].size;
    }
  }
  expect(found.opens + found.closes).toBeGreaterThan(10);
});

it('answers each pair in jsonl as the single question does', () => {
  let lines = 0;
  for (let i = 0; i < cases(60); i++) {
    const session = generatedSession(i);
    const identities = session.identities();
    const answers = new Map<string, string>();
    for (const { source, destination, verdict, traffic, reasons, rules } of new Verdicts(session, {}, true).lines()) {
      if (typeof source !== 'string' || typeof destination !== 'string') continue;
      lines++;
      answers.set(`${source} ${destination} ${verdict}`, traffic.text);
      if (verdict === 'unknown') expect(reasons!.length).toBeGreaterThan(0);
      for (const rule of rules) expect(rule.policy).toMatch(/^\w+ \S+/);
    }
    for (const a of identities.values()) {
      for (const b of identities.values()) {
        if (a === b) continue;
        const { allowed, unknown } = reachBetween(session.engine(), a, b);
        const denied = TrafficSet.ALL.subtract(allowed).subtract(unknown);
        for (const [verdict, set] of [['allowed', allowed], ['unknown', unknown], ['denied', denied]] as const) {
          expect(answers.get(`${a.label} ${b.label} ${verdict}`)).toBe(set.isEmpty() ? undefined : set.toString());
        }
      }
    }
  }
  expect(lines).toBeGreaterThan(cases(1000));
});

it('shows in the matrix what holds between the members of its groups', () => {
  for (let i = 0; i < cases(60); i++) {
    const session = generatedSession(i);
    const { groups, row } = matrixOf(session);
    const groupOf = new Map(groups.flatMap((members, g) => members.map((member) => [member, g] as const)));
    for (const [source, destination, [honest]] of reaches(session, [session.engine()])) {
      const cell = row(groupOf.get(source)!)[groupOf.get(destination)!];
      const surely = every(honest);
      const perhaps = possible(honest).subtract(surely);
      expect([cell?.allowed, cell?.unknown].map((traffic) => (traffic === undefined || traffic.isEmpty ? '' : traffic.text))).toEqual(
        [surely, perhaps].map((set) => (set.isEmpty() ? '' : set.toString())),
      );
    }
  }
});
