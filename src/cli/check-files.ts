import { existsSync, readFileSync, statSync } from 'fs';
import { dirname, isAbsolute, join, normalize, relative } from 'path';
import { BaselineEntry, CheckConfig, faultOf, readBaseline, readConfigFile, StatedRule } from '../analysis';
import { fail } from '../errors';
import { nameConfiguration } from './environment';
import { faultLines } from './fix-line';
import type { Io } from './io';
import type { Arguments } from './option';

/** Of larger files no line is shown. */
const LARGEST_SHOWN = 2 ** 26;

interface Configured {
  readonly config: CheckConfig;
  readonly own: readonly StatedRule[];
  /** The folder that paths of the configuration start from. */
  readonly folder: string;
}

/** The configuration; `undefined` when it has mistakes, which were said. */
export function configOf(given: Arguments, io: Io): Configured | undefined {
  const { config, problems, file } = readConfigFile(given.value('config'));
  if (file !== undefined) nameConfiguration(file, given, io);
  for (const problem of problems) io.err(faultLines(problem.code, faultOf(problem)));
  return problems.length > 0 ? undefined : { config, own: config.own ?? [], folder: dirname(file ?? '.netfence.yaml') };
}

/** The baseline file, if one is named. */
export function baselinePath(given: Arguments, { config, folder }: Configured): string | undefined {
  return given.value('baseline') ?? (config.baseline === undefined ? undefined : join(folder, config.baseline));
}

/** What a baseline lists; with `write-baseline` it may be a file that does not exist yet. */
export function baselineOf(path: string | undefined, given: Arguments): readonly BaselineEntry[] {
  if (path === undefined) return [];
  if (given.has('write-baseline') && !existsSync(path)) return [];
  return readBaseline(read(path), path);
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    return fail('unreadable-file', `cannot read the baseline \`${file}\` (${(error as { code?: string }).code ?? 'unknown'})`, 'correct the path');
  }
}

/** The texts of the manifests and programs that findings are about, each read once. */
export class Texts {
  private readonly texts = new Map<string, string | undefined>();
  private readonly lines = new Map<string, readonly string[] | undefined>();

  public constructor(stdin?: string | Buffer) {
    if (stdin !== undefined && stdin.length <= LARGEST_SHOWN) this.texts.set('-', stdin.toString());
  }

  public textOf(file: string): string | undefined {
    if (!this.texts.has(file)) this.texts.set(file, file === '-' ? undefined : quietly(file));
    return this.texts.get(file);
  }

  public lineOf(file: string, line: number): string | undefined {
    if (!this.lines.has(file)) this.lines.set(file, this.textOf(file)?.split(/\r?\n/));
    return this.lines.get(file)?.[line - 1];
  }
}

/** The text of a file, or nothing where it cannot be read. */
function quietly(file: string): string | undefined {
  try {
    return statSync(file).size > LARGEST_SHOWN ? undefined : readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

/** The path from the current folder, where the file is below it: what other tools know it by. */
export function relativePath(file: string, folder = process.cwd()): string {
  if (file === '-') return file;
  const path = isAbsolute(file) ? relative(folder, file) : normalize(file);
  return (isAbsolute(file) && path.startsWith('..') ? file : path).replaceAll('\\', '/');
}
