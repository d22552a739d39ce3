import { DENY_REST } from '../../../src/engine/compile/fixed-transitions';
import { TrafficTable } from '../../../src/engine/compile/traffic-table';
import { FinalOutcomes } from '../../../src/engine/judge/final-outcomes';
import { Outcomes } from '../../../src/engine/judge/outcomes';
import { PortSet, TrafficSet } from '../../../src/sets';

const tcp = (port: number) => TrafficSet.of('TCP', PortSet.single(port));

test('FinalOutcomes: states of equal outcome share one number', () => {
  const traffic = new TrafficTable();
  const outcomes = new Outcomes(traffic);
  const finals = new FinalOutcomes(outcomes, traffic);
  const after = (...ports: readonly number[]) => ports.reduce((state, port) => outcomes.after(state, outcomes.rule('allow', traffic.id(tcp(port)), true)), Outcomes.START);
  const closed = (state: number) => finals.number(outcomes.after(state, DENY_REST));
  expect(closed(after(80, 443))).toBe(closed(after(443, 80)));
  expect(closed(after(80))).not.toBe(closed(after(443)));
  // open to the end is the same as allowed at once
  expect(finals.number(after(80))).toBe(finals.open());
});

test('FinalOutcomes.both: what both ends definitely allow is allowed; what one may deny is unknown', () => {
  const traffic = new TrafficTable();
  const outcomes = new Outcomes(traffic);
  const finals = new FinalOutcomes(outcomes, traffic);
  const possiblyDenied = finals.number(outcomes.after(Outcomes.START, outcomes.rule('deny', traffic.id(tcp(80)), false)));
  const { allowed, unknown } = finals.both(possiblyDenied, finals.open());
  expect(unknown.toString()).toBe(tcp(80).toString());
  expect(allowed.equals(TrafficSet.ALL.subtract(tcp(80)))).toBe(true);
});

test('FinalOutcomes.both: allowed and unknown never share traffic', () => {
  const traffic = new TrafficTable();
  const outcomes = new Outcomes(traffic);
  const finals = new FinalOutcomes(outcomes, traffic);
  const rules = (['allow', 'deny'] as const).flatMap((action) => [80, 443].flatMap((port) => [true, false].map((definite) => outcomes.rule(action, traffic.id(tcp(port)), definite))));
  const ends = rules.flatMap((a) => rules.map((b) => finals.number(outcomes.after(outcomes.after(outcomes.after(Outcomes.START, a), b), DENY_REST))));
  for (const egress of new Set(ends)) {
    for (const ingress of new Set(ends)) {
      const { allowed, unknown } = finals.both(egress, ingress);
      expect(allowed.intersect(unknown).isEmpty()).toBe(true);
    }
  }
});
