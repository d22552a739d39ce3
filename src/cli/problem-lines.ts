import type { AnalysisSession } from '../analysis';
import { escapeLog, escapeText } from '../text/escape';
import { andMore, firstFew } from '../text/lists';
import { plural } from '../text/plural';
import { fixLine } from './fix-line';

type Problem = AnalysisSession['problems'][number];

/** What fits on one screen beside an answer, in lines. */
const SCREEN = 18;
/** Kinds of problems that are shown by an example each. */
const MAX_KINDS = 5;
const MAX_FOLDERS = 4;
const MAX_PROBLEMS = 1000;

/** The problems of an input for people, a line each and one for the fix; where they fill more than a screen, an example of each kind with its count. */
export function problemLines(problems: readonly Problem[], isVerbose: boolean): string[] {
  const lines = problems.slice(0, MAX_PROBLEMS).map(lineOf);
  if (problems.length > MAX_PROBLEMS) lines.push(`${andMore(problems.length - MAX_PROBLEMS, 'problems')}\n`);
  const shown = lines.reduce((sum, line) => sum + line.split('\n').length - 1, 0);
  return isVerbose || shown <= SCREEN ? lines : byKind(problems);
}

function lineOf({ code, message, fix, position }: Problem): string {
  const place = position === undefined ? '' : `${escapeLog(position.file)}:${position.line}:${position.column}: `;
  return `${place}${code}: ${escapeText(message)}\n${fixLine(fix)}`;
}

/** Errors first, then the most frequent; the same order for the same problems. */
function byKind(problems: readonly Problem[]): string[] {
  const root = commonFolder(problems.flatMap(({ position }) => (position === undefined ? [] : [position.file])));
  const isError = (kind: readonly Problem[]) => kind.some(({ severity }) => severity === 'error');
  const codes = [...new Set(problems.map(({ code }) => code))];
  const kinds = codes.map((code) => problems.filter((problem) => problem.code === code))
    .sort((a, b) => Number(isError(b)) - Number(isError(a)) || b.length - a.length);
  const lines = kinds.slice(0, MAX_KINDS).map((kind) => `${lineOf(withoutDetail(kind[0]))}${restOf(kind, root)}`);
  const rest = kinds.slice(MAX_KINDS).map((kind) => `${kind.length} ${kind[0].code}`);
  if (rest.length > 0) lines.push(`also: ${firstFew(rest, 20, 'kinds').join(', ')}\n`);
  return [...lines, `${plural(problems.length, 'problem')} of ${plural(kinds.length, 'kind')}; \`--verbose\` shows each\n`];
}

/** What a parser says of one text of many tells nothing about the others. */
function withoutDetail(problem: Problem): Problem {
  return /^broken-/.test(problem.code) ? { ...problem, message: problem.message.replace(/: .*/s, '') } : problem;
}

/** `  and 59 more, in charts/a, k` */
function restOf(kind: readonly Problem[], root: string): string {
  if (kind.length === 1) return '';
  const folders = [...new Set(kind.flatMap(({ position }) => (position === undefined ? [] : [topOf(position.file, root)])))];
  const where = folders.length === 0 ? '' : `, in ${firstFew(folders.map(escapeLog), MAX_FOLDERS, 'folders').join(', ')}`;
  return `  ${andMore(kind.length - 1)}${where}\n`;
}

/** The first folder of a path below another one, or the file itself where it is in none. */
function topOf(file: string, root: string): string {
  const [, top] = /^(\.{0,2}\/*[^/]*)\//.exec(file.slice(root.length)) ?? [];
  return top === undefined || top === '' ? file : `${root}${top}`;
}

/** The folder in which all files are, or that is itself named, with its last slash; of relative paths none, for their first folder tells them apart. */
function commonFolder(files: readonly string[]): string {
  const [first = '', ...others] = files;
  let length = first.startsWith('/') ? first.lastIndexOf('/') + 1 : 0;
  for (const file of others) while (!`${file}/`.startsWith(first.slice(0, length))) length = first.lastIndexOf('/', length - 2) + 1;
  return first.slice(0, length);
}
