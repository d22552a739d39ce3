import { closeSync, openSync, writeFileSync } from 'fs';
import { fail } from '../errors';

/** What a command may touch of the world. */
export interface Io {
  /** What standard input holds; the descriptor is read where it is absent. */
  readonly stdin?: string | Buffer;
  /** Whether standard error is a terminal and the data goes elsewhere. */
  readonly showsProgress: boolean;
  /** Waits until the text is taken. */
  out(text: string): void | Promise<void>;
  err(text: string): void;
}

/** The streams of a process, and whether what was written was taken. */
interface ProcessIo extends Io {
  /** The code of the run, once it is over: 1 where standard output failed. */
  exitCode(code: number): number;
}

type Output = Pick<NodeJS.WriteStream, 'write' | 'on' | 'once' | 'off' | 'isTTY'>;

/**
 * A reader that has seen enough, such as `head`, ends the output and not the run: the exit code is what it would have been. Any other failure of
 * standard output is said, and the code is 1. What standard error does not take is lost.
 */
export function processIo({ stdout, stderr }: { readonly stdout: Output; readonly stderr: Output } = process): ProcessIo {
  let isOpen = true;
  let isFailed = false;
  const err = (text: string) => void stderr.write(text);
  stderr.on('error', () => undefined);
  stdout.on('error', ({ code = 'unknown' }: { code?: string }) => {
    if (isOpen && code !== 'EPIPE') {
      isFailed = true;
      err(`netfence: [cannot-write] cannot write to standard output (${code})\n`);
    }
    isOpen = false;
  });
  return {
    out: async (text) => {
      if (!isOpen || stdout.write(text)) return;
      await new Promise<void>((resolve) => {
        const events = ['drain', 'error', 'close'] as const;
        const done = () => {
          for (const event of events) stdout.off(event, done);
          resolve();
        };
        for (const event of events) stdout.once(event, done);
      });
    },
    err,
    showsProgress: stderr.isTTY === true && stdout.isTTY !== true,
    exitCode: (code) => (isFailed ? 1 : code),
  };
}

/** Writes texts to a file, one after the other. `named`: the file that an error names. */
export function writeFile(path: string, texts: Iterable<string>, named = path): void {
  const descriptor = trying(named, 'name a file in a folder that exists and is writable', () => openSync(path, 'w'));
  try {
    for (const text of texts) trying(named, 'make space, or name another file', () => writeFileSync(descriptor, text));
  } finally {
    trying(named, 'make space, or name another file', () => closeSync(descriptor));
  }
}

function trying<T>(path: string, fix: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    return fail('cannot-write', `cannot write \`${path}\` (${(error as { code?: string }).code ?? 'unknown'})`, fix);
  }
}
