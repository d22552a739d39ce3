import { Io, processIo } from './io';
import { version } from './version';

/** Answers a command line; the result is the exit code. */
export function run(argv: readonly string[], io: Io): Promise<number> | number {
  if (argv.length === 1 && (argv[0] === '--version' || argv[0] === '-V')) {
    void io.out(`${version()}\n`);
    return 0;
  }
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- the version is said without it
  const { answer } = require('./program') as typeof import('./program');
  return answer(argv, io);
}

/** The same for the process itself. */
export async function main(argv: readonly string[]): Promise<number> {
  const io = processIo();
  const code = await run(argv, io);
  await settled();
  return io.exitCode(code);
}

/** Streams say what failed after the call that wrote. */
function settled(): Promise<void> {
  return new Promise((resolve) => { setImmediate(resolve); });
}
