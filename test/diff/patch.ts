import { readFileSync } from 'fs';
import { join, resolve } from 'path';

/** The project's root. */
export const ROOT = resolve(__dirname, '..', '..');

/** A change of one place in one source file. */
export interface Patch {
  /** Below the project's root. */
  readonly file: string;
  /** Must stand exactly once in the file. */
  readonly find: string;
  readonly replace: string;
}

/** The file's text with the change. */
export function patched({ file, find, replace }: Patch): string {
  const text = readFileSync(join(ROOT, file), 'utf8');
  const parts = text.split(find);
  if (parts.length !== 2) throw new Error(`${file} has the text to be changed ${parts.length - 1} times, not once: ${find}`);
  return parts.join(replace);
}
