import { existsSync, readdirSync, readFileSync } from 'fs';
import { join, resolve } from 'path';

const ROOT = resolve(__dirname, '..', '..');
const ENGINE = join(ROOT, 'src', 'engine');

/** The invariants that the engine states, each with its text up to the end of the comment or the next one. */
const invariants = readdirSync(ENGINE, { recursive: true, withFileTypes: true }).filter((entry) => entry.name.endsWith('.ts'))
  .flatMap((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8')
    .split('INVARIANT: ').slice(1).map((text): [string, string] => [entry.name, text.split(/\*\/|^export/m)[0]]));

test('each invariant of the engine names a test that is there', () => {
  expect(invariants.length).toBeGreaterThan(12);
  const wrong = invariants.filter(([, text]) => {
    const tests = text.match(/test\/[\w/-]+\.test\.ts/g) ?? [];
    return tests.length === 0 || tests.some((test) => !existsSync(join(ROOT, test)));
  });
  expect(wrong).toEqual([]);
});
