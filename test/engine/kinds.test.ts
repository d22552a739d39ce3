import { readdirSync, readFileSync } from 'fs';
import { join } from 'path';

const SRC = join(__dirname, '../../src');
const others = readdirSync(SRC, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts') && !/^(engine|dialects|model)\//.test(file));

const found = (pattern: RegExp) => others.filter((file) => pattern.test(readFileSync(join(SRC, file), 'utf8')));

/** `stage.rank`, `const { rank } = policy.stage`, `{ stage: { rank } }`, `['rank']`; likewise `end`. */
const READS_RANK = /\bstage\w*!?\??\.(rank|end)\b|\{[^{}\n]*\brank\b[^{}\n]*\}\s*[:=][^;\n]*\bstage|\bstage\s*:\s*\{[^{}\n]*\b(rank|end)\b|\['rank'\]/i;

test('only the dialects and the engine read the rank of a stage', () => {
  expect(others.length).toBeGreaterThan(100);
  expect(found(READS_RANK)).toEqual([]);
});

test.each([
  'policy.stage.rank < 100', 'const { rank } = policy.stage;', 'const { stage: { rank } } = policy;', 'STAGE.rank', '({ rank }: Stage) => rank', 'stage[\'rank\']',
])('the search sees `%s`', (text) => {
  expect(text).toMatch(READS_RANK);
});

test('nothing outside the constructs reaches into the folder of a dialect', () => {
  expect(found(/from '[^']*\/dialects\/[a-z0-9-]+\/[^']*'/).filter((file) => !/^(app|constructs)\//.test(file))).toEqual([]);
});
