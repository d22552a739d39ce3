import { ChildProcess, fork } from 'child_process';
import { join } from 'path';
import type { Order, Run } from './worker';

/** How a mutant ended: runs of judges, or that it computed for ever or broke the process. */
export type Ending = readonly Run[] | 'timeout' | 'crash';

/** Hands mutants to processes; one that ends is replaced by the next. */
export function judgeAll(
  count: number,
  workers: number,
  order: (index: number) => Order,
  each: (index: number, ending: Ending) => void,
): Promise<void> {
  let next = 0;
  let running = 0;
  return new Promise((resolve) => {
    const start = (): void => {
      const execArgv = ['--import', 'tsx', '--max-old-space-size=900'];
      const child = fork(join(__dirname, 'worker.ts'), { execArgv, stdio: ['ignore', 'ignore', 'pipe', 'ipc'] });
      let last = '';
      child.stderr?.on('data', (data: Buffer) => { last = data.toString().slice(-2_000); });
      let current: number | undefined;
      running++;
      const handOut = (to: ChildProcess): void => {
        current = next < count ? next++ : undefined;
        if (current === undefined) to.disconnect();
        else to.send(order(current));
      };
      child.on('message', (runs: Run[]) => {
        each(current!, runs);
        handOut(child);
      });
      child.on('exit', (code, signal) => {
        running--;
        if (current !== undefined) {
          each(current, signal === 'SIGKILL' ? 'timeout' : 'crash');
          if (signal !== 'SIGKILL' && code !== 134 && signal !== 'SIGABRT') process.stderr.write(last);
          start();
        } else if (running === 0) {
          resolve();
        }
      });
      handOut(child);
    };
    for (let i = 0; i < Math.min(workers, count); i++) start();
  });
}
