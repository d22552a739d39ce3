import { readFileSync } from 'fs';
import { join, resolve } from 'path';
import { cyclesOf, sourceFiles } from './import-graph';

const SRC = resolve(__dirname, '..', '..', 'src');
const MAX_LINES = 300;
const MAX_MEDIAN = 80;

test('the search for cycles finds a cycle, a self-import and nothing else', () => {
  expect(cyclesOf(new Map([['a', ['b']], ['b', ['c']], ['c', ['b', 'd']], ['d', []], ['e', ['e']]]))).toEqual([['b', 'c'], ['e']]);
});

test('files are short: 80 lines in the median, never more than 300', () => {
  const lines = sourceFiles(SRC).map((file) => [readFileSync(file, 'utf8').split('\n').length - 1, file.slice(join(SRC, '/').length)] as const).sort(([a], [b]) => a - b);
  expect(lines.filter(([count]) => count > MAX_LINES)).toEqual([]);
  expect(lines[Math.floor(lines.length / 2)][0]).toBeLessThanOrEqual(MAX_MEDIAN);
});
