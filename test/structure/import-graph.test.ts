import { readFileSync } from 'fs';
import { join, resolve } from 'path';
import { MAY_IMPORT } from '../../projenrc/boundaries';
import { cyclesOf, importGraph, roomsOf, sourceFiles } from './import-graph';

const SRC = resolve(__dirname, '..', '..', 'src');
const graph = importGraph(SRC);
const MAX_LINES = 300;
const MAX_MEDIAN = 80;

test('the search for cycles finds a cycle, a self-import and nothing else', () => {
  expect(cyclesOf(new Map([['a', ['b']], ['b', ['c']], ['c', ['b', 'd']], ['d', []], ['e', ['e']]]))).toEqual([['b', 'c'], ['e']]);
});

test('no file imports itself through others, by a type or otherwise', () => {
  expect(graph.size).toBeGreaterThan(300);
  expect(cyclesOf(graph)).toEqual([]);
});

test('no test, program or example does, either', () => {
  const all = importGraph(resolve(SRC, '..'), ['src', 'test', 'projenrc', 'examples', 'bench']);
  expect(all.size).toBeGreaterThan(graph.size + 300);
  expect(cyclesOf(all)).toEqual([]);
});

test('no room imports itself through others', () => {
  expect(cyclesOf(roomsOf(graph))).toEqual([]);
});

test('the analysis is entered by its index only, also by types and lazily', () => {
  const past = (edges: ReadonlyMap<string, readonly string[]>) => [...edges].filter(([file]) => !file.startsWith('analysis/'))
    .flatMap(([file, targets]) => targets.filter((target) => target.startsWith('analysis/') && target !== 'analysis/index.ts').map((target) => `${file} -> ${target}`));
  expect(past(graph)).toEqual([]);
  expect(past(new Map([['cli/x.ts', ['analysis/index.ts', 'analysis/session/read.ts']], ['analysis/index.ts', ['analysis/session/read.ts']]])))
    .toEqual(['cli/x.ts -> analysis/session/read.ts']);
});

test('the table of walls allows nothing that no file uses', () => {
  const rooms = roomsOf(graph);
  const unused = Object.entries(MAY_IMPORT).flatMap(([room, allowed]) => allowed.filter((other) => !rooms.get(room)?.includes(other)).map((other) => `${room} -> ${other}`));
  expect(unused).toEqual([]);
});

test('files are short: 80 lines in the median, never more than 300', () => {
  const lines = sourceFiles(SRC).map((file) => [readFileSync(file, 'utf8').split('\n').length - 1, file.slice(join(SRC, '/').length)] as const).sort(([a], [b]) => a - b);
  expect(lines.filter(([count]) => count > MAX_LINES)).toEqual([]);
  expect(lines[Math.floor(lines.length / 2)][0]).toBeLessThanOrEqual(MAX_MEDIAN);
});
