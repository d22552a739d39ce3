import { existsSync } from 'fs';
import { join, resolve } from 'path';
import { CONTRACT_TESTS } from '../coverage-map';
import { importGraph, reachedFrom } from './import-graph';

const ROOT = resolve(__dirname, '..', '..');
const ROOMS = ['sets', 'engine', 'dialects', 'flows', 'report', 'load'];
const graph = importGraph(ROOT, ['src', 'test']);
/** An index only passes on what its neighbours offer. */
const files = [...graph.keys()].filter((file) => ROOMS.some((room) => file.startsWith(`src/${room}/`)) && !file.endsWith('/index.ts'));

function mirrorOf(file: string): string {
  return file.replace(/^src\//, 'test/').replace(/\.ts$/, '.test.ts');
}

/** The entry of the map that counts for a file. */
function entryOf(file: string): string | undefined {
  return Object.keys(CONTRACT_TESTS).filter((path) => file.startsWith(path)).sort((a, b) => b.length - a.length)[0];
}

test('every file of the rooms that decide has a test of its own path, or a contract test', () => {
  expect(files.length).toBeGreaterThan(150);
  expect(files.filter((file) => !existsSync(join(ROOT, mirrorOf(file))) && entryOf(file) === undefined)).toEqual([]);
});

test('a contract test is there, and reaches the file that it covers', () => {
  const reached = new Map<string, Set<string>>();
  const reach = (test: string) => reached.get(test) ?? reached.set(test, reachedFrom(graph, [test])).get(test)!;
  const wrong = files.filter((file) => !existsSync(join(ROOT, mirrorOf(file)))).flatMap((file) => {
    const tests = CONTRACT_TESTS[entryOf(file) ?? ''] ?? [];
    return tests.filter((test) => !graph.has(test) || !reach(test).has(file)).map((test) => `${test} does not reach ${file}`);
  });
  expect(wrong).toEqual([]);
});

test('each entry covers a file that has no test of its own path', () => {
  const used = new Set(files.filter((file) => !existsSync(join(ROOT, mirrorOf(file)))).map(entryOf));
  expect(Object.keys(CONTRACT_TESTS).filter((path) => !used.has(path))).toEqual([]);
});
