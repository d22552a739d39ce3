import { closeSync, openSync, writeSync } from 'fs';
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

export function processIo(): Io {
  const { stdout, stderr } = process;
  return {
    out: async (text) => {
      if (!stdout.write(text)) await new Promise<void>((resolve) => stdout.once('drain', resolve));
    },
    err: (text) => void stderr.write(text),
    showsProgress: stderr.isTTY === true && stdout.isTTY !== true,
  };
}

/** Writes texts to a file, one after the other. */
export function writeFile(path: string, texts: Iterable<string>): void {
  let descriptor: number;
  try {
    descriptor = openSync(path, 'w');
  } catch (error) {
    return fail('cannot-write', `cannot write \`${path}\` (${(error as { code?: string }).code ?? 'unknown'})`, 'name a file in a folder that exists and is writable');
  }
  try {
    for (const text of texts) writeSync(descriptor, text);
  } finally {
    closeSync(descriptor);
  }
}
