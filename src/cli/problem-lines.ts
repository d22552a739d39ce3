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
  const isError = (kind: readonly Problem[]) => kind.some(({ severity }) => severity === 'error');
  const codes = [...new Set(problems.map(({ code }) => code))];
  const kinds = codes.map((code) => problems.filter((problem) => problem.code === code))
    .sort((a, b) => Number(isError(b)) - Number(isError(a)) || b.length - a.length);
  const lines = kinds.slice(0, MAX_KINDS).map((kind) => `${lineOf(kind[0])}${restOf(kind)}`);
  const rest = kinds.slice(MAX_KINDS).map((kind) => `${kind.length} ${kind[0].code}`);
  if (rest.length > 0) lines.push(`also: ${firstFew(rest, 20, 'kinds').join(', ')}\n`);
  return [...lines, `${plural(problems.length, 'problem')} of ${plural(kinds.length, 'kind')}; \`--verbose\` shows each\n`];
}

/** `  and 59 more, in charts/a, k` */
function restOf(kind: readonly Problem[]): string {
  if (kind.length === 1) return '';
  const folders = [...new Set(kind.flatMap(({ position }) => (position === undefined ? [] : [topOf(position.file)])))];
  const where = folders.length === 0 ? '' : `, in ${firstFew(folders.map(escapeLog), MAX_FOLDERS, 'folders').join(', ')}`;
  return `  ${andMore(kind.length - 1)}${where}\n`;
}

/** The first folder of a path, or the file itself where it is in none. */
function topOf(file: string): string {
  const [, top] = /^(\.{0,2}\/*[^/]*)\//.exec(file) ?? [];
  return top ?? file;
}
