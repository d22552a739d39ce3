import { readdirSync } from 'fs';
import { join } from 'path';
import { ROOT } from '../diff/patch';

/** A judge is a test file, below the project's root, or the first cases of the differential test. */
export type Judge = string;

export const DIFFERENTIAL = 'differential test';

/** Which tests may judge an error in a folder. */
const FOLDERS: Readonly<Record<string, readonly string[]>> = {
  'src/sets': ['test/sets', 'test/engine', 'test/dialects', 'test/laws'],
  'src/engine': ['test/engine', 'test/conformance', 'test/laws'],
  'src/dialects': ['test/dialects', 'test/conformance', 'test/laws', 'test/engine'],
};

/** They ask much more than the errors here, or the same as the differential test. */
const LEFT_OUT = new Set(['test/conformance/npguard.test.ts', 'test/engine/oracle.test.ts']);

function testsBelow(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { withFileTypes: true })
    .flatMap((entry) => (entry.isDirectory() ? testsBelow(`${folder}/${entry.name}`) : entry.name.endsWith('.test.ts') ? [`${folder}/${entry.name}`] : []));
}

/** The judges of a folder of `src`, its own tests first. */
export function judgesOf(folder: string): Judge[] {
  return [...FOLDERS[folder].flatMap(testsBelow).filter((file) => !LEFT_OUT.has(file)), DIFFERENTIAL];
}

/** What is known of a judge: how often it objected, and how long it took. */
export interface Record {
  kills: number;
  runs: number;
  milliseconds: number;
}

/** Puts those first that catch most in the least time; the mirror of the file first of all. */
export function inOrder(judges: readonly Judge[], records: ReadonlyMap<string, Record>, file: string): Judge[] {
  const mirror = file.replace(/^src/, 'test').replace(/\.ts$/, '.test.ts');
  const worth = (judge: Judge) => {
    if (judge === mirror) return Infinity;
    const { kills, runs, milliseconds } = records.get(judge) ?? { kills: 0, runs: 0, milliseconds: 0 };
    return ((kills + 0.3) / (runs + 1)) / ((milliseconds + 100) / (runs + 1));
  };
  return [...judges].sort((a, b) => worth(b) - worth(a));
}
