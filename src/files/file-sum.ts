import { createHash } from 'crypto';
import { closeSync, openSync, readSync, statSync } from 'fs';

const PIECE = 2 ** 20;

/** The length of a file in bytes and its SHA-256 in hexadecimal digits, read piece by piece; `undefined` for what is no file that can be read. */
export function sumOfFile(file: string): { readonly size: number; readonly sha256: string } | undefined {
  if (statSync(file, { throwIfNoEntry: false })?.isFile() !== true) return undefined;
  let descriptor: number;
  try {
    descriptor = openSync(file, 'r');
  } catch {
    return undefined;
  }
  try {
    const hash = createHash('sha256');
    const piece = Buffer.allocUnsafe(PIECE);
    let size = 0;
    for (let read = readSync(descriptor, piece); read > 0; read = readSync(descriptor, piece)) {
      hash.update(piece.subarray(0, read));
      size += read;
    }
    return { size, sha256: hash.digest('hex') };
  } finally {
    closeSync(descriptor);
  }
}
