import { cases } from '../testing/cases';
import { generateAssumptionCase } from './assumption-cases';
import { assumptionsOf, faultOf, judgeAssumptions } from './assumption-judge';

it('lists what a proof assumes, and no more (some of the cases of test/diff/assumptions.ts)', () => {
  const judged = Array.from({ length: cases(40) }, (_, i) => judgeAssumptions(generateAssumptionCase(1, i), i));
  expect(judged.flatMap(({ failure }) => failure ?? [])).toEqual([]);
  expect(judged.filter(({ proved }) => proved).length).toBeGreaterThanOrEqual(cases(6));
});

it('finds an assumption that is left out, and one that is too many', () => {
  const index = Array.from({ length: 40 }, (_, i) => i).find((i) => judgeAssumptions(generateAssumptionCase(1, i), i).printed.length > 2)!;
  const item = generateAssumptionCase(1, index);
  const { printed } = judgeAssumptions(item, index);
  expect(assumptionsOf(item)).toHaveLength(printed.length);
  for (const key of printed) expect(faultOf(item, new Set(printed.filter((other) => other !== key)), index)).toContain(`\`${key}\` is not assumed`);
  const others = ['no-host-network', 'namespace-labels', 'outside-addresses'].filter((key) => !printed.includes(key));
  for (const key of others) expect(faultOf(item, new Set([...printed, key]), index)).toContain(`\`${key}\` is assumed`);
  expect(others).not.toEqual([]);
});
