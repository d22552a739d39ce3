import { inChunks } from '../report/chunks';
import { pick, type Renderer } from '../report/renderer';
import { Io, writeFile } from './io';
import type { Arguments } from './option';

/** Writes an answer in the form that is asked for, to `--file` or to standard output. */
export async function emit<T, O>(forms: readonly Renderer<T, O>[], answer: T, options: O, given: Arguments, io: Io): Promise<void> {
  const texts = inChunks(pick(forms, given.value('format')).render(answer, options));
  const file = given.value('file');
  if (file !== undefined) writeFile(file, texts);
  else for (const text of texts) await io.out(text);
}
