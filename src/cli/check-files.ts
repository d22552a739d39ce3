import { existsSync, readFileSync, statSync } from 'fs';
import { dirname, isAbsolute, join, normalize, relative } from 'path';
import { BaselineEntry, CheckConfig, faultOf, readBaseline, readConfigFile, StatedRule } from '../analysis';
import { fail } from '../errors';
import { isSpecial, readBytes } from '../files/read-files';
import type { CheckResult } from '../results/check';
import { escapeLog } from '../text/escape';
import { printable } from '../text/quote';
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
  /** That rules were not run, where that is not meant. */
  readonly problem?: Problem;
}

/** What stands in the result of a check about the input. */
type Problem = CheckResult['problems'][number];

/** Whether the code of rule modules runs: not where the configuration was found, and is part of what is checked. */
function areModulesRun(given: Arguments): boolean {
  if (given.has('no-rule-modules') && given.has('allow-rule-modules')) {
    fail('options-exclusive', '`--allow-rule-modules` and `--no-rule-modules` contradict each other', 'leave one of them out');
  }
  return !given.has('no-rule-modules') && (given.value('config') !== undefined || given.has('allow-rule-modules'));
}

function notRunProblem(file: string, modules: readonly string[]): Problem & { readonly fix: string } {
  const names = modules.map((name) => `\`${printable(name)}\``).join(', ');
  return {
    ...{ code: 'rules-not-run', isError: true, position: { file, line: 1, column: 1 } },
    message: `the rules of ${names} were not run, for no option named this configuration`,
    fix: `trust it: \`--config ${printable(file)}\` or \`--allow-rule-modules\`; or leave them out: \`--no-rule-modules\``,
  };
}

/** The configuration; `undefined` when it has mistakes, which were said. */
export function configOf(given: Arguments, io: Io): Configured | undefined {
  const told = (path: string) => io.err(`rule module: ${escapeLog(path)}\n`);
  const { config, problems, file } = readConfigFile(given.value('config'), [], { areRun: areModulesRun(given), told });
  if (file !== undefined) nameConfiguration(file, given, io);
  for (const problem of problems) io.err(faultLines(problem.code, faultOf(problem)));
  const problem = config.notRun === undefined || given.has('no-rule-modules') ? undefined : notRunProblem(file!, config.notRun);
  if (problem !== undefined) io.err(faultLines(problem.code, { place: `${file}:1:1`, what: problem.message, fix: problem.fix }));
  return problems.length > 0 ? undefined : { config, own: config.own ?? [], folder: dirname(file ?? '.netfence.yaml'), ...(problem && { problem }) };
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
    return readBytes(file, LARGEST_SHOWN).toString('utf8');
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
    return isSpecial(file) || statSync(file).size > LARGEST_SHOWN ? undefined : readFileSync(file, 'utf8');
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
