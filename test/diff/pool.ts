import { Worker } from 'worker_threads';

interface Job {
  /** Bundled files; a worker that brings its engine along needs no other. */
  readonly worker: string;
  readonly engine?: string;
  readonly workers: number;
  readonly seed: number;
  readonly from: number;
  readonly cases: number;
  readonly slice: number;
}

/** What a worker makes of a slice. */
export interface Result {
  readonly from: number;
  readonly count: number;
  readonly failed?: unknown;
}

/** Hands out slices until all are judged or one fails; results arrive in the order of their cases. */
export function judgeAll<R extends Result>(job: Job, each: (result: R) => void): Promise<void> {
  const end = job.from + job.cases;
  const waiting = new Map<number, R>();
  let next = job.from;
  let due = job.from;
  let failed = false;

  return new Promise((resolve, reject) => {
    let running = job.workers;
    const workers = Array.from({ length: job.workers }, () => new Worker(job.worker, { workerData: { engine: job.engine } }));
    const stop = (worker: Worker) => {
      void worker.terminate();
      if (--running === 0) resolve();
    };
    const handOut = (worker: Worker) => {
      if (failed || next >= end) return stop(worker);
      const count = Math.min(job.slice, end - next);
      worker.postMessage({ seed: job.seed, from: next, count });
      next += count;
    };
    for (const worker of workers) {
      worker.on('error', reject);
      worker.on('message', (result: R) => {
        waiting.set(result.from, result);
        failed ||= result.failed !== undefined;
        for (let ready = waiting.get(due); ready; ready = waiting.get(due)) {
          waiting.delete(due);
          due += ready.count;
          try {
            each(ready);
          } catch (error) {
            workers.forEach((item) => void item.terminate());
            reject(error as Error);
            return;
          }
        }
        handOut(worker);
      });
      handOut(worker);
    }
  });
}
