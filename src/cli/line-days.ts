import { NetfenceError } from '../errors';
import { git } from './git';

/** Of more files it is not asked. */
const MAX_FILES = 200;

/** Of each line of a file the day of its commit; `undefined` where it is in none yet. */
type Days = readonly (string | undefined)[];

/**
 * When a line was changed last, by the commits of the current folder: a file is asked for once. Nothing is said of lines that are in no commit,
 * and of lines as old as a clone that does not hold all commits.
 */
export function lineDays(): (file: string, line: number) => string | undefined {
  const known = new Map<string, Days>();
  let isShallow: boolean | undefined;
  return (file, line) => {
    if (!known.has(file) && known.size < MAX_FILES) {
      isShallow ??= attempt(['rev-parse', '--is-shallow-repository']) === 'true\n';
      known.set(file, daysOf(attempt(['blame', '--porcelain', '--', file]), isShallow));
    }
    return known.get(file)?.[line - 1];
  };
}

/** The porcelain form: a header a line, `COMMIT OLD NEW`, with the fields of a commit where it comes first, and the line itself after a tab. */
function daysOf(text: string, isShallow: boolean): Days {
  const days = new Map<string, string | undefined>();
  const lines: (string | undefined)[] = [];
  let commit = '';
  for (const row of text.split('\n')) {
    const [, id, line] = /^([0-9a-f]{40,64}) \d+ (\d+)/.exec(row) ?? [];
    if (id !== undefined) {
      commit = id;
      lines[Number(line) - 1] = id;
    }
    const [, time] = /^committer-time (\d+)$/.exec(row) ?? [];
    if (time !== undefined) days.set(commit, /^0+$/.test(commit) ? undefined : new Date(Number(time) * 1000).toISOString().slice(0, 10));
    if (row === 'boundary' && isShallow) days.set(commit, undefined);
  }
  return lines.map((id) => (id === undefined ? undefined : days.get(id)));
}

function attempt(args: readonly string[]): string {
  try {
    return git(process.cwd(), args).toString();
  } catch (error) {
    if (error instanceof NetfenceError) return '';
    throw error;
  }
}
