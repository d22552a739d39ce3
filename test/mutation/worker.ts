/** Judges one mutant after the other; a process of its own, so that one that never ends can be ended. */
import { join } from 'path';
import { Worker } from 'worker_threads';
import type { failureOf as FailureOf, noCounts as NoCounts } from '../diff/compare';
import type { Case, generateCase as GenerateCase } from '../diff/generate';
import type { CreateEngine } from '../diff/question';
import { ROOT } from '../diff/patch';
import { DIFFERENTIAL, Judge } from './judges';
import { Modules } from './modules';
import { Suite } from './suite';

export interface Order {
  readonly file: string;
  readonly text: string;
  readonly judges: readonly Judge[];
}

export interface Run {
  readonly judge: Judge;
  readonly milliseconds: number;
  /** The test that failed, if one did. */
  readonly failed?: string;
}

/** Cases and seed of the differential test; not those of the tests. */
const CASES = 150;
const SEED = 77;
/** Seconds of computing that one test may take; the longest takes about one. */
const LIMIT = 5;

// laws that take cases take few: they are asked often
process.env.NETFENCE_FEW = '1';
const modules = new Modules();
const progress = new Int32Array(new SharedArrayBuffer(4));
const beat = () => Atomics.add(progress, 0, 1);
let cases: Case[] | undefined;

function differential(): string | undefined {
  const load = <T>(file: string) => modules.load(join(ROOT, 'test', 'diff', file)) as T;
  const { failureOf, noCounts } = load<{ failureOf: typeof FailureOf; noCounts: typeof NoCounts }>('compare.ts');
  const { createEngine } = load<{ createEngine: CreateEngine }>('engine.ts');
  cases ??= Array.from({ length: CASES }, (_, i) => load<{ generateCase: typeof GenerateCase }>('generate/index.ts').generateCase(SEED, i));
  const index = cases.findIndex((item) => {
    beat();
    return failureOf(item, createEngine, noCounts()) !== undefined;
  });
  return index < 0 ? undefined : `case ${index}`;
}

async function failureBy(judge: Judge): Promise<string | undefined> {
  try {
    if (judge === DIFFERENTIAL) return differential();
    const [file, only = ''] = judge.split(' | ');
    const suite = new Suite(only);
    suite.install();
    modules.load(join(ROOT, file));
    return await suite.firstFailure(beat);
  } catch (error) {
    return `loading: ${(error as Error).message}`;
  }
}

async function runsOf({ file, text, judges }: Order): Promise<Run[]> {
  const runs: Run[] = [];
  try {
    modules.plant(file, text);
  } catch {
    return [{ judge: 'compiler', milliseconds: 0, failed: 'does not compile' }];
  }
  for (const each of judges) {
    beat();
    const { user } = process.cpuUsage();
    const failed = await failureBy(each);
    runs.push({ judge: each, milliseconds: (process.cpuUsage().user - user) / 1000, ...(failed !== undefined && { failed }) });
    if (failed !== undefined) break;
  }
  return runs;
}

/** Ends the process when one test computes for too long: the clock alone says little on a busy machine. */
const WATCH = `
const { workerData: { progress, limit } } = require('worker_threads');
let seen = -1;
let since = process.cpuUsage();
setInterval(() => {
  const now = Atomics.load(progress, 0);
  const { user } = process.cpuUsage(since);
  if (now !== seen) { seen = now; since = process.cpuUsage(); }
  else if (user > limit * 1e6) process.kill(process.pid, 'SIGKILL');
}, 200);
`;

new Worker(WATCH, { eval: true, workerData: { progress, limit: LIMIT } }).unref();
process.stdout.write = () => true;
process.on('message', (order: Order) => {
  void runsOf(order).then((runs) => process.send!(runs));
});
process.on('disconnect', () => process.exit(0));
