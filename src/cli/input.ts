import { AnalysisSession, mergeFacts, ReadOptions, readPaths, StatedFacts } from '../analysis';
import { fail } from '../errors';
import { escapeText } from '../text/escape';
import { firstFew } from '../text/lists';
import { plural } from '../text/plural';
import { STAGED_READINGS } from './common-options';
import type { Io } from './io';
import type { Arguments, CommandSpec } from './option';
import { problemLines } from './problem-lines';

type Problems = AnalysisSession['problems'];

/** As the longest file, in bytes. */
export const MAX_STDIN = 2 ** 31;

/** Reads the input that the arguments name; `weaker` are facts that count where neither options nor the configuration state them. */
export function readInput(spec: CommandSpec, given: Arguments, io: Io, weaker: StatedFacts = {}): AnalysisSession {
  const paths = [...given.values('dirpath'), ...given.paths];
  if (paths.length === 0) {
    fail('no-input', 'no input', `name files or folders, or \`-\` for standard input, as in: ${spec.examples[0].command}`);
  }
  progress(io, 'reading');
  const session = readPaths(paths, { ...(io.stdin !== undefined && { stdin: io.stdin }), ...readOptions(given, weaker) });
  progress(io);
  return session;
}

/** How the arguments say that the input is to be read. */
export function readOptions(given: Arguments, weaker: StatedFacts = {}): Pick<ReadOptions, 'defaultNamespace' | 'exclude' | 'facts' | 'staged'> {
  const namespace = given.value('default-namespace');
  const exclude = given.values('exclude');
  const staged = stagedReading(given);
  return {
    facts: mergeFacts(given.facts(), weaker),
    ...(namespace !== undefined && { defaultNamespace: namespace }),
    ...(exclude.length > 0 && { exclude }),
    ...(staged && { staged }),
  };
}

/** How staged policies are read; `undefined` where the arguments do not say it. */
export function stagedReading(given: Arguments): ReadOptions['staged'] {
  return STAGED_READINGS.find((reading) => reading === given.value('staged'));
}

/** Says what was odd or wrong about the input; in quiet, errors alone. */
export function report(problems: Problems, given: Arguments, io: Io): void {
  const said = given.has('quiet') ? problems.filter(({ severity }) => severity === 'error') : problems;
  io.err(problemLines(said, given.has('verbose')).join(''));
}

/** Notices about the input as a whole; `assumesPods`: policies are judged without workloads, too. */
export function reportRest({ decoded }: AnalysisSession, given: Arguments, io: Io, assumesPods = false): void {
  if (given.has('quiet')) return;
  const { ignored, finishedPods, cluster, policies } = decoded;
  if (ignored.size > 0) {
    const kinds = [...ignored].sort(([a], [b]) => (a < b ? -1 : 1)).map(([kind, count]) => `${count} ${escapeText(kind)}`);
    io.err(`not known here, so whether they make pods or policies is not known: ${firstFew(kinds, 20, 'kinds').join(', ')}\n`);
  }
  if (finishedPods > 0) io.err(`skipped ${plural(finishedPods, 'completed pod')}\n`);
  if (cluster.workloads.length === 0 && assumesPods && policies.length > 0) {
    io.err('no workloads found: policies are judged by a pod that is assumed for each of their selectors\n');
  } else if (cluster.workloads.length === 0) io.err('no workloads found; nothing to analyse\n');
  else if (policies.length === 0) io.err('no policies found; all pods can reach each other\n');
}

/** What an answer about several files rests on: `312 files read, 40 not, 1204 objects; judged: 14 policies, 60 workloads`. */
export function reportFiles({ source: { files }, decoded: { cluster, policies } }: AnalysisSession, io: Io): void {
  if (files === undefined || files.read + files.notRead < 2) return;
  const judged = `${plural(new Set(policies.map(({ origin }) => origin)).size, 'policy')}, ${plural(cluster.workloads.length, 'workload')}`;
  io.err(`${plural(files.read, 'file')} read, ${files.notRead} not, ${plural(files.objects, 'object')}; judged: ${judged}\n`);
}

/** Shows progress on a terminal; without text, removes it. */
export function progress(io: Io, text = ''): void {
  if (io.showsProgress) io.err(`\r\u001b[K${text}${text === '' ? '' : ' …'}`);
}
