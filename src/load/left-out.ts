import { normalize } from 'path';
import type { Problem } from '../model';
import type { LeftOutPath } from '../files/read-files';
import { listed } from '../text/lists';
import { plural } from '../text/plural';
import { printable } from '../text/quote';
import { problem } from './loaded';

/** The most paths that one line names. */
const MAX_PATHS = 5;

/** One line for what is left out of a folder by default, and one for what rules leave out. `reasons`: by path, where one is stated. */
export function leftOutProblems(folder: string, leftOut: readonly LeftOutPath[], reasons: ReadonlyMap<string, string> = new Map()): Problem[] {
  const place = { file: folder, line: 1, column: 1 };
  const ruled = leftOut.filter(({ reason }) => reason === undefined).map(({ path }) => {
    const stated = reasons.get(normalize(path));
    return `\`${printable(path)}\`${stated === undefined ? '' : ` (${printable(stated)})`}`;
  });
  const counted = leftOut.length - ruled.length;
  const problems: Problem[] = [];
  if (counted > 0) problems.push(problem('warning', 'left-out', `${plural(counted, 'folder')} left out by default: hidden ones, \`node_modules\` and test data`, place));
  if (ruled.length > 0) problems.push(problem('warning', 'left-out', `left out as you say, so pods and policies may exist that are not read: ${listed(ruled, MAX_PATHS)}`, place));
  return problems;
}
