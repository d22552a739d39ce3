import { cases } from '../testing/cases';
import { judgeAdvice, synthesisErrors } from './advice-judge';
import { lintErrors } from './advice-lint';
import { typeErrors } from './advice-programs';

const CASES = cases(8);

beforeAll(() => jest.spyOn(process.stderr, 'write').mockImplementation(() => true));
afterAll(() => jest.restoreAllMocks());

it(`advises on ${CASES} generated clusters what admits the wanted flows, breaks no invariant, and holds not a rule too many`, async () => {
  let [wanted, removed, missed] = [0, 0, 0];
  const programs: string[] = [];
  for (let i = 0; i < CASES; i++) {
    const { advice, ...judged } = await judgeAdvice(11, i);
    expect([i, ...judged.wrong.slice(0, 5)]).toEqual([i]);
    expect([i, ...synthesisErrors(advice)]).toEqual([i]);
    if (advice.typescript !== '') programs.push(advice.typescript);
    wanted += judged.wanted;
    removed += judged.removed;
    missed += advice.missed.length;
  }
  expect(typeErrors(programs)).toEqual([]);
  expect(await lintErrors(programs)).toEqual([]);
  expect(programs.length).toBeGreaterThanOrEqual(cases(4));
  expect(wanted).toBeGreaterThan(cases(80));
  expect(removed).toBeGreaterThan(cases(40));
  expect(missed).toBeGreaterThanOrEqual(cases(1));
}, 120_000);
