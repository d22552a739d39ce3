import { existsSync, realpathSync, renameSync, rmSync, statSync } from 'fs';
import { resolve } from 'path';
import { fail } from '../errors';
import { writeFile } from './io';

/** A file to write, and the option that names it. */
interface Output {
  readonly option: string;
  readonly path: string;
  readonly texts: Iterable<string>;
}

/**
 * Writes several files, or none of them: each is written beside its place, and all are put there at the end. What is no plain file, such as a pipe, is
 * written last, as it stands.
 *
 * @throws when two options name one file, and when one cannot be written
 */
export function writeTogether(outputs: readonly Output[]): void {
  const targets = outputs.map((output) => ({ ...output, place: placeOf(output.path) }));
  for (const [i, { option, path, place }] of targets.entries()) {
    const other = targets.slice(0, i).find((one) => one.place === place);
    if (other !== undefined) fail('option-value', `\`${other.option}\` and \`${option}\` name one file, got \`${path}\``, 'name two files');
  }
  const isPlain = ({ place }: { place: string }) => !existsSync(place) || statSync(place).isFile();
  const plain = targets.filter(isPlain).map((target) => ({ ...target, part: `${target.place}.${process.pid}` }));
  try {
    for (const { path, part, texts } of plain) writeFile(part, texts, path);
    for (const { path, texts } of targets.filter((target) => !isPlain(target))) writeFile(path, texts);
    for (const { part, place } of plain) renameSync(part, place);
  } finally {
    for (const { part } of plain) rmSync(part, { force: true });
  }
}

/** Where the path leads, links followed. */
function placeOf(path: string): string {
  return existsSync(path) ? realpathSync(path) : resolve(path);
}
