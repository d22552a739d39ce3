import { SPECS } from '../../src/cli/commands';
import { RULES } from '../../src/lint';
import { FORMS } from '../../src/report/forms';
import { ANSWERS } from '../report/answers';
import { someOf } from '../testing/cases';
import { generateDump, ofOneAgent } from './generate';
import { completionOf } from './generate/completions';
import { Random } from './generate/random';
import { Claims, turnedRound } from './law-commands';
import { DEMANDS } from './law-findings';
import { CLAIMS_OF, FURTHER_CLAIMS } from './law-forms';

const CLAIMS = new Set([...Object.values(CLAIMS_OF).flatMap((forms) => Object.values(forms)), ...FURTHER_CLAIMS]);

/** Together they make every command say each of its claims. */
const CLUSTERS = [5, 10, 27, 35, 39, 43, 45, 55];

it(`finds no command whose definite answer about some of ${CLUSTERS.length} clusters is turned round by facts`, async () => {
  const claims: Claims = {};
  const judged = someOf(CLUSTERS);
  for (const i of judged) {
    const item = ofOneAgent(generateDump(9, i));
    expect(await turnedRound(item, completionOf(9, i, item), new Random(9, i), claims)).toEqual([]);
  }
  if (judged.length === CLUSTERS.length) expect([...CLAIMS].filter((claim) => !(claims[claim] > 0))).toEqual([]);
  expect(Object.keys(claims).filter((claim) => !CLAIMS.has(claim))).toEqual([]);
}, 120_000);

it('looks at every command and every form', () => {
  expect(Object.keys(ANSWERS).sort()).toEqual(SPECS.map(({ name }) => name).sort());
  expect(Object.values(ANSWERS).flat().sort()).toEqual(Object.keys(FORMS).sort());
  const forms = Object.entries(FORMS).flatMap(([answer, list]) => list.map(({ form }) => `${answer} ${form}`));
  expect(Object.entries(CLAIMS_OF).flatMap(([answer, list]) => Object.keys(list).map((form) => `${answer} ${form}`)).sort()).toEqual(forms.sort());
});

it('knows every rule of which it demands something else', () => {
  const ids = RULES.map(({ id }) => id);
  expect(Object.keys(DEMANDS).filter((id) => !ids.includes(id))).toEqual([]);
});
