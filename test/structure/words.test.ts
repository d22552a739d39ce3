import { execFileSync } from 'child_process';
import { join, resolve } from 'path';
import { bannedIn } from '../../projenrc/find-words';

test('a word is found in text and in identifiers, with its line and what to write instead', () => {
  expect(bannedIn('const strangerCount = 1;\n\n// nobody knows')).toEqual([
    { line: 1, word: 'stranger', instead: 'representative pod' },
    { line: 3, word: 'nobody', instead: expect.stringContaining('no pod') },
  ]);
  expect(bannedIn('the rule fell\n * over').map(({ line, word }) => [line, word])).toEqual([[1, 'fell over']]);
});

test('names that users rely on stay', () => {
  expect(bannedIn('the rule `unworn-namespace-label`, and `netfence blast --hops 2`')).toEqual([]);
});

test('sources, pages and messages use none of the words', () => {
  const root = resolve(__dirname, '..', '..');
  expect(() => execFileSync(join(root, 'node_modules/.bin/tsx'), ['projenrc/check-words.ts'], { cwd: root, stdio: 'pipe' })).not.toThrow();
}, 60_000);
