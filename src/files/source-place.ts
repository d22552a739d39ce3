import { isAbsolute, relative, sep } from 'path';
import type { Position } from '../model';
import { originalPosition } from './sources-file';

/** The key of an object in the file beside the manifests. */
export function sourceKey(group: string, kind: string, namespace: string | undefined, name: string): string {
  return `${kind}${group === '' ? '' : `.${group}`} ${namespace === undefined || namespace === '' ? '' : `${namespace}/`}${name}`;
}

/** Which files are of the author of the program. */
export interface Program {
  /** The folder that holds them. */
  readonly folder: string;
  /** What in the folder is not of the author: this package. */
  readonly own: string;
}

/** The first line of a stack that is in a file of the author, as it was written; absent where no frame is. */
export function placeOf(stack: string, program: Program): Position | undefined {
  for (const line of stack.split('\n')) {
    const match = /(?:^\s*at |\()((?:file:\/\/)?(?:[A-Za-z]:)?[/\\][^()]*):(\d+):(\d+)\)?$/.exec(line);
    if (match === null) continue;
    const [, file, row, column] = match;
    if (!isOfAuthor(file, program)) continue;
    return originalPosition({ file, line: Number(row), column: Number(column) });
  }
  return undefined;
}

/** The main file of the program, relative to a folder; empty where it is not of the author, as for the languages of jsii. */
export function programName(folder: string, program: Program): string {
  const main = process.argv[1];
  return main !== undefined && isOfAuthor(main, program) ? relative(folder, main).split(sep).join('/') : '';
}

/**
 * Whether the program is written in another language of jsii: it runs in a process of its own, and no frame of this process is of its author.
 * @see https://github.com/aws/jsii/blob/main/packages/%40jsii/python-runtime/src/jsii/_kernel/providers/process.py
 */
export function isForeignProgram(): boolean {
  return process.env.JSII_AGENT !== undefined;
}

/** Packages are not of the author, nor is what runs them. */
export function isOfAuthor(file: string, { folder, own }: Program): boolean {
  const path = file.replace(/^file:\/\//, '');
  const isIn = (parent: string) => !isAbsolute(relative(parent, path)) && !/^\.\.(?:[/\\]|$)/.test(relative(parent, path));
  return !isForeignProgram() && isIn(folder) && !isIn(own) && !/[/\\](?:node_modules|site-packages|@jsii)[/\\]/.test(path);
}
