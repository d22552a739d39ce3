import { profileNamed } from '../analysis/session/profile-named';
import { readPaths, ReadOptions } from '../analysis/session/read';
import type { AnalysisSession } from '../analysis/session/session';
import { fail } from '../errors';
import { escapeLog, escapeText } from '../text/escape';
import { fixLine } from './fix-line';
import type { Io } from './io';
import type { Arguments, CommandSpec } from './option';

const MOST_PROBLEMS = 1000;

type Problems = AnalysisSession['problems'];

/** Reads the input that the arguments name. */
export function readInput(spec: CommandSpec, given: Arguments, io: Io): AnalysisSession {
  const paths = [...given.values('dirpath'), ...given.paths];
  if (paths.length === 0) {
    fail('no-input', 'no input', `name files or folders, or \`-\` for standard input, as in: ${spec.examples[0].command}`);
  }
  progress(io, 'reading');
  const session = readPaths(paths, { ...(io.stdin !== undefined && { stdin: io.stdin }), ...readOptions(given) });
  progress(io);
  return session;
}

/** How the arguments say that the input is to be read. */
export function readOptions(given: Arguments): Pick<ReadOptions, 'profile' | 'defaultNamespace'> {
  const cni = given.value('cni');
  const namespace = given.value('default-namespace');
  return { ...(cni !== undefined && { profile: profileNamed(cni) }), ...(namespace !== undefined && { defaultNamespace: namespace }) };
}

/** Says what was odd or wrong about the input, one line each and one for the fix; in quiet, errors alone. */
export function report(problems: Problems, given: Arguments, io: Io): void {
  const said = given.has('quiet') ? problems.filter(({ severity }) => severity === 'error') : problems;
  const lines = said.slice(0, MOST_PROBLEMS).map(({ code, message, fix, position }) => {
    const place = position === undefined ? '' : `${escapeLog(position.file)}:${position.line}:${position.column}: `;
    return `${place}${code}: ${escapeText(message)}\n${fixLine(fix)}`;
  });
  if (said.length > MOST_PROBLEMS) lines.push(`and ${said.length - MOST_PROBLEMS} more problems\n`);
  io.err(lines.join(''));
}

/** What is worth knowing about the input as a whole. */
export function reportRest({ decoded }: AnalysisSession, given: Arguments, io: Io): void {
  if (given.has('quiet')) return;
  const { ignored, finishedPods, cluster, policies } = decoded;
  if (ignored.size > 0) {
    const kinds = [...ignored].sort(([a], [b]) => (a < b ? -1 : 1)).map(([kind, count]) => `${count} ${escapeText(kind)}`);
    const shown = kinds.length > 20 ? [...kinds.slice(0, 20), `and ${kinds.length - 20} more kinds`] : kinds;
    io.err(`ignored, for their kinds have no part in who reaches whom: ${shown.join(', ')}\n`);
  }
  if (finishedPods > 0) io.err(`left out: ${finishedPods} pods that ran to their end\n`);
  if (cluster.workloads.length === 0) io.err('no workloads in the input, so nobody reaches anybody\n');
  else if (policies.length === 0) io.err('no policies in the input, so everybody reaches everybody\n');
}

/** Shows what takes time to somebody who watches; without text, nothing. */
export function progress(io: Io, text = ''): void {
  if (io.showsProgress) io.err(`\r\u001b[K${text}${text === '' ? '' : ' …'}`);
}
