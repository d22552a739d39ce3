/** Lays the answers of every command beside those with facts added, for slices of cases as they are handed out. */
import { parentPort } from 'worker_threads';
import { generateDump, ofOneAgent } from './generate';
import { completionOf } from './generate/completions';
import { Random } from './generate/random';
import { Claims, turnedRound } from './law-commands';
import type { Slice } from './worker';

export interface CommandsResult {
  readonly from: number;
  readonly count: number;
  readonly claims: Claims;
  /** The first case in which facts turned an answer round, and how. */
  readonly failed?: { readonly index: number; readonly wrong: readonly string[] };
}

async function judgeSlice({ seed, from, count }: Slice): Promise<CommandsResult> {
  const claims: Claims = {};
  for (let index = from; index < from + count; index++) {
    const item = ofOneAgent(generateDump(seed, index));
    const wrong = await turnedRound(item, completionOf(seed, index, item), new Random(seed, index), claims);
    if (wrong.length > 0) return { from, count, claims, failed: { index, wrong } };
  }
  return { from, count, claims };
}

parentPort?.on('message', (slice: Slice) => void judgeSlice(slice).then((result) => parentPort!.postMessage(result)));
