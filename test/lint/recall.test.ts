/** Mistakes that are planted into public sets are found, but for those of which `docs/rules/precision.md` says why not. */
import { Random } from '../diff/generate/random';
import { cases } from '../testing/cases';
import { publicTexts } from './precision/sets';
import { MISTAKES } from './recall/mistakes';
import { isFound } from './recall/plant';

const SEED = 4;
const TEXTS = [...publicTexts().values()];
/** In how many sets each mistake is made. */
const SETS = cases(6, { deep: TEXTS.length });
jest.setTimeout(60_000);

const ALL = Object.values(MISTAKES).flat();

test('at least 60 kinds are planted, and at least 95 % of them are found', () => {
  expect(ALL.length).toBeGreaterThanOrEqual(60);
  expect(ALL.filter(({ silent }) => silent === undefined).length / ALL.length).toBeGreaterThanOrEqual(0.95);
});

test('each kind is told apart by its words', () => expect(new Set(ALL.map(({ what }) => what)).size).toBe(ALL.length));

if (TEXTS.length === 0) {
  test.skip('mistakes are found (skipped where the corpus is absent: set NETFENCE_CORPUS)', () => undefined);
} else {
  test('every public set has a place for mistakes', () => {
    expect(TEXTS.filter((text) => isFound(ALL[0], text, SEED, 0) === undefined)).toEqual([]);
  });

  describe.each(Object.entries(MISTAKES))('%s', (_, mistakes) => {
    test.each(mistakes.map((mistake) => [mistake.what, mistake] as const))('%s', (__, mistake) => {
      const stream = ALL.indexOf(mistake);
      const sets = new Random(SEED, stream).sample(TEXTS, SETS);
      expect(sets.map((text, i) => isFound(mistake, text, SEED, stream * TEXTS.length + i))).toEqual(sets.map(() => mistake.silent === undefined));
    });
  });
}
