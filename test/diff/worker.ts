/** Judges slices of cases, as they are handed out. */
import { parentPort, workerData } from 'worker_threads';
import { Counts, failureOf, noCounts } from './compare';
import { FEATURES, featuresOf } from './features';
import { diffCase } from './diff-case';
import type { Case } from './generate';
import type { LawCounts } from './law-counts';
import type { CreateEngine } from './question';

export interface Slice {
  readonly seed: number;
  readonly from: number;
  readonly count: number;
}

export interface SliceResult {
  readonly from: number;
  readonly count: number;
  readonly counts: Counts;
  /** How many cases have each feature. */
  readonly features: number[];
  /** The first case that failed, and how. */
  readonly failed?: { readonly index: number; readonly failure: string };
  readonly pods: number[];
  readonly policies: number[];
  /** Where the law judges as well. */
  readonly law?: LawCounts;
}

const POLICY = /Policy$/;

/** How a failure of the law is called. */
export const BREAKS_LAW = 'breaks the law';

/** `also`: what else is wrong with a case on which engine and oracle agree. */
export function judgeSlice(
  { seed, from, count }: Slice, createEngine: CreateEngine, also?: (item: Case, index: number) => string | undefined,
): SliceResult {
  const counts = noCounts();
  const features = FEATURES.map(() => 0);
  const pods: number[] = [];
  const policies: number[] = [];
  for (let i = from; i < from + count; i++) {
    const item = diffCase(seed, i);
    featuresOf(item).forEach((has, f) => { features[f] += has; });
    policies.push(item.objects.filter((object) => POLICY.test(object.kind)).length);
    pods.push(item.objects.filter((object) => !POLICY.test(object.kind) && object.kind !== 'Namespace' && object.kind !== 'Node').length);
    const failure = failureOf(item, createEngine, counts) ?? also?.(item, i);
    if (failure !== undefined) return { from, count, counts, features, pods, policies, failed: { index: i, failure } };
  }
  return { from, count, counts, features, pods, policies };
}

// a worker that brings its engine along hands out slices by itself
if (parentPort && workerData?.engine !== undefined) {
  const port = parentPort;
  const engine = import(workerData.engine) as Promise<{ createEngine: CreateEngine }>;
  port.on('message', async (slice: Slice) => port.postMessage(judgeSlice(slice, (await engine).createEngine)));
}
