import { AnalysisSession, readTraffic, ResolvedTraffic } from '../analysis';
import { fail } from '../errors';
import { escapeText } from '../text/escape';
import type { ReplayProblem } from '../results/replay';
import { andMore } from '../text/lists';
import { progress } from './input';
import type { Io } from './io';
import type { Arguments, CommandSpec } from './option';

const MAX_PROBLEMS = 100;
const PROGRESS_STEP = 10_000;

/** The first word is the record unless `--flows` names it. */
export function splitFlows(given: Arguments, spec: CommandSpec): { readonly flows: readonly string[]; readonly paths: readonly string[] } {
  if (given.has('flows')) return { flows: given.values('flows'), paths: given.paths };
  const [flows, ...paths] = given.paths;
  if (flows === undefined) fail('no-input', 'no recorded flows', `name a file, a folder or \`-\`, as in: ${spec.examples[0].command}`);
  if (flows === '-' && paths.includes('-')) fail('stdin-twice', 'standard input cannot hold the flows and the manifests', 'put one of them into a file');
  return { flows: [flows], paths };
}

/** Reads the record for some sessions, and shows how far it is. `pause`: called with what came so far while a pipe is waited for. */
export function readRecord(
  flows: readonly string[], sessions: readonly AnalysisSession[], given: Arguments, io: Io, pause?: (traffic: ResolvedTraffic) => void,
): Promise<ResolvedTraffic> {
  return readTraffic(flows, sessions, {
    ...(given.value('from') !== undefined && { from: given.value('from') }),
    ...(io.stdin !== undefined && { stdin: io.stdin }),
    progress: counter(io),
    ...(pause !== undefined && { pause }),
    stop: interrupted(flows),
  });
}

/** Says what of a record was not understood. */
export function sayProblems(problems: readonly ReplayProblem[], io: Io): void {
  const lines = problems.slice(0, MAX_PROBLEMS).map(({ what, count, file, line }) =>
    `${escapeText(file)}:${line}: not understood: ${escapeText(what)}${count > 1 ? ` (${count} times)` : ''}\n`);
  if (problems.length > MAX_PROBLEMS) lines.push(`${andMore(problems.length - MAX_PROBLEMS, 'kinds of problems')}\n`);
  io.err(lines.join(''));
}

/** Says now and then how far it is. */
function counter(io: Io): (records: number) => void {
  let next = PROGRESS_STEP;
  return (records) => {
    if (records < next) return;
    next = records + PROGRESS_STEP;
    progress(io, `${records} records`);
  };
}

/** Ctrl-C ends a live stream, and what was read until then is judged. */
function interrupted(flows: readonly string[]): () => boolean {
  if (!flows.includes('-')) return () => false;
  let stopped = false;
  process.once('SIGINT', () => {
    stopped = true;
    process.stdin.destroy();
  });
  return () => stopped;
}
