import * as fc from 'fast-check';
import { BEGIN_EQUAL, DENY_REST, END_EQUAL, END_OF_ONE_EQUAL, POSSIBLY_DENY_REST, NEXT_STAGE } from '../../../src/engine/compile/fixed-transitions';
import { TrafficTable } from '../../../src/engine/compile/traffic-table';
import { Outcomes } from '../../../src/engine/judge/outcomes';
import type { Action } from '../../../src/model';
import { PortSet, TrafficSet } from '../../../src/sets';
import { law } from '../../laws/set-laws';
import { port, protocol, traffic } from '../../sets/arbitraries';

interface RuleStep { readonly action: Action; readonly set: TrafficSet; readonly definite: boolean }
type Step = RuleStep | number;

const rule = fc.record({ action: fc.constantFrom<Action>('allow', 'deny', 'pass'), set: traffic, definite: fc.boolean() });
const fixed = fc.constantFrom(NEXT_STAGE, DENY_REST, POSSIBLY_DENY_REST);
const plain = fc.array(fc.oneof<fc.Arbitrary<Step>[]>(rule, rule, rule, fixed), { maxLength: 8 });

/** `crowded`: behind as many other states as are looked up in arrays. */
function run(steps: readonly Step[], crowded = false): { outcomes: Outcomes; state: number } {
  const table = new TrafficTable();
  const outcomes = new Outcomes(table);
  const number = (step: Step) => (typeof step === 'number' ? step : outcomes.rule(step.action, table.id(step.set), step.definite));
  const other = (i: number) => outcomes.rule('deny', table.id(TrafficSet.of('SCTP', PortSet.single(i))), false);
  for (let i = 1; crowded && i <= 64; i++) outcomes.after(Outcomes.START, other(i));
  return { outcomes, state: steps.reduce<number>((state, step) => outcomes.after(state, number(step)), Outcomes.START) };
}

/** The same for one packet, by following every way that it may go: each unsure rule does or does not match. */
function waysOf(steps: readonly Step[], matches: (set: TrafficSet) => boolean): { allow: boolean; deny: boolean; open: boolean } {
  const ends = { allow: false, deny: false, open: false };
  const walk = (from: number, where: 'open' | 'passed'): void => {
    for (let i = from; i < steps.length; i++) {
      const step = steps[i];
      if (step === NEXT_STAGE) where = 'open';
      else if (step === DENY_REST || step === POSSIBLY_DENY_REST) {
        if (where === 'open') {
          ends.deny = true;
          if (step === DENY_REST) return;
        }
        where = 'open';
      } else if (typeof step !== 'number' && where === 'open' && matches(step.set)) {
        if (!step.definite) walk(i + 1, 'open');
        if (step.action === 'pass') where = 'passed';
        else {
          ends[step.action] = true;
          return;
        }
      }
    }
    if (where === 'open') ends.open = true;
    ends.allow = true;
  };
  walk(0, 'open');
  return ends;
}

law('outcomes are the ends of all ways that a packet may go', [plain, protocol, port, fc.boolean()], (steps, q, p, crowded) => {
  const { outcomes, state } = run(steps, crowded);
  const ways = waysOf(steps, (set) => set.contains(q, p));
  const { mayAllow, mayDeny } = outcomes.outcome(state);
  return mayAllow.contains(q, p) === ways.allow && mayDeny.contains(q, p) === ways.deny && outcomes.isOpen(state, q, p) === ways.open;
});

law('together they are everything', [plain], (steps) => {
  const { outcomes, state } = run(steps);
  const { mayAllow, mayDeny } = outcomes.outcome(state);
  return mayAllow.union(mayDeny).isAll();
});

const equalRule = rule.map((step) => ({ ...step, definite: true }));
const equals = fc.array(fc.array(equalRule, { minLength: 1, maxLength: 3 }), { minLength: 2, maxLength: 3 });

law('policies of equal order each may decide; what some policy leaves open is open only where all do', [equals, protocol, port, fc.boolean()], (groups, q, p, crowded) => {
  const steps: Step[] = [BEGIN_EQUAL];
  for (const group of groups) steps.push(...group, END_OF_ONE_EQUAL);
  const { outcomes, state } = run([...steps, END_EQUAL, NEXT_STAGE], crowded);
  const own = groups.map((group) => waysOf(group, (set) => set.contains(q, p)));
  const says = groups.map((group) => group.find(({ set }) => set.contains(q, p))?.action);
  const { mayAllow, mayDeny } = outcomes.outcome(state);
  const allow = says.includes('allow') || says.includes('pass') || says.every((action) => action === undefined);
  return mayDeny.contains(q, p) === own.some(({ deny }) => deny) && mayAllow.contains(q, p) === allow;
});

test('equal ways lead to one state, also beyond the first sixty-four', () => {
  const table = new TrafficTable();
  const outcomes = new Outcomes(table);
  const allow = (last: number) => outcomes.rule('allow', table.id(TrafficSet.of('TCP', PortSet.range(1, last))), true);
  const states: number[] = [];
  for (let i = 1; i <= 200; i++) states.push(outcomes.after(Outcomes.START, allow(i)));
  expect(new Set(states).size).toBe(200);
  for (let i = 1; i <= 200; i++) {
    expect(outcomes.after(Outcomes.START, allow(i))).toBe(states[i - 1]);
    const next = outcomes.after(states[i - 1], DENY_REST);
    expect(outcomes.after(states[i - 1], DENY_REST)).toBe(next);
    expect(outcomes.outcome(next).mayAllow.toString()).toBe(TrafficSet.of('TCP', PortSet.range(1, i)).toString());
  }
});

law('one packet alone is judged as it is among all traffic', [plain, protocol, port], (steps, q, p) => {
  const table = new TrafficTable();
  const outcomes = new Outcomes(table);
  const number = (step: Step) => (typeof step === 'number' ? step : outcomes.rule(step.action, table.id(step.set), step.definite));
  const stateAfter = (start: number) => steps.reduce<number>((state, step) => outcomes.after(state, number(step)), start);
  const [all, one] = [outcomes.begin(), outcomes.beginFor(q, p)].map(stateAfter);
  return outcomes.isOpen(all, q, p) === outcomes.isOpen(one, q, p)
    && outcomes.outcome(all).mayAllow.contains(q, p) === outcomes.outcome(one).mayAllow.contains(q, p);
});

test('rules in a row make no set for each of them', () => {
  const table = new TrafficTable();
  const outcomes = new Outcomes(table);
  const ids = Array.from({ length: 2_000 }, (_, i) => table.id(TrafficSet.of('TCP', PortSet.single(1 + 2 * i))));
  const made = jest.spyOn(TrafficSet.prototype, 'union');
  const state = ids.reduce((before, id) => outcomes.after(before, outcomes.rule('allow', id, true)), outcomes.begin());
  const { mayAllow } = outcomes.outcome(outcomes.after(state, DENY_REST));
  expect(mayAllow.ports('TCP').length).toBe(2_000);
  expect(made.mock.calls.length).toBeLessThan(300);
  made.mockRestore();
});
