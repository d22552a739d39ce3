import {
  AnalysisSession,
  compatibleDiff,
  diff as diffSessions,
  diffOfExposure,
  faultOf,
  judgeChanges as judge,
  newlyExposed,
  notRenderedPaths,
  readAcceptances,
  readTexts,
  refuseProblems,
} from '../../../analysis';
import { today } from '../../../files/clock';
import { fail } from '../../../errors';
import { FORMS } from '../../../report/forms';
import { readBytes } from '../../../files/read-files';
import { givenLayers, isBelowLeftOut } from '../../../files/left-out';
import { loadPaths } from '../../../load';
import type { Acceptance } from '../../../results/acceptance';
import { faultLines } from '../../fix-line';
import { filesAt, ignoreFilesAt, parseRange } from '../../git';
import { emit } from '../../emit';
import { exitCode } from '../../exit-code';
import { STAGED_READINGS } from '../../common-options';
import { MAX_STDIN, readInput, readOptions, report } from '../../input';
import type { Io } from '../../io';
import type { Arguments } from '../../option';
import { plural } from '../../../text/plural';
import { version } from '../../version';
import { pictureOptions } from '../../picture-options';
import { DIFF } from './spec';

type Result = ReturnType<typeof diffSessions>;

/** Says what differs between two states. */
export async function diff(given: Arguments, io: Io): Promise<number> {
  const failOn = given.value('fail-on');
  const accepted = acceptances(given.value('accept'), io);
  const sessions = sides(given, io);
  for (const [i, session] of sessions.entries()) {
    report(stagedPaths(given).length > 0 ? ofReading(sessions, i) : session.problems, given, io);
    if (session.decoded.cluster.workloads.length + session.decoded.policies.length === 0) {
      fail(
        'empty-side',
        `the ${i === 0 ? 'old' : 'new'} state has neither workloads nor policies, so everything would differ`,
        'name the files that hold them',
      );
    }
  }
  let result: Result | undefined;
  const full = () => (result ??= diffSessions(...sessions));
  const understood = sessions.every((session) => session.understood);
  let [isCompatible, unclear, uncertain] = [false, 0, 0];
  const compatible = () => {
    isCompatible = true;
    return compatibleDiff(...sessions, { unclear: () => unclear++, uncertain: () => uncertain++ });
  };
  await emit(FORMS.diff, { compatible, full }, { ...pictureOptions(given, understood), version: version(), all: given.has('verbose') }, given, io);
  if (unclear > 0) {
    const them = unclear === 1 ? 'it' : 'them';
    io.err(`${plural(unclear, 'pair')} not listed: what is unknown about ${them} differs; \`-o report\` shows ${them}\n`);
  }
  if (uncertain > 0) {
    const show = uncertain === 1 ? 'shows' : 'show';
    io.err(`${plural(uncertain, 'listed pair')} ${show} a change of which a part is unknown; \`-o report\` tells it apart\n`);
  }
  // it takes long, and `--quiet` hides notes
  if (isCompatible && !given.has('quiet')) sayExposure(failOn === undefined ? diffOfExposure(...sessions) : full().exposure, io);
  const failed = failOn !== undefined && isFailing(full(), sessions, failOn, accepted, io);
  return exitCode(understood, failed);
}

function sides(given: Arguments, io: Io): [AnalysisSession, AnalysisSession] {
  const range = given.value('git');
  const at = (paths: readonly string[], from = given, input = io) => readInput(
    DIFF,
    { ...from, paths, values: (name) => (name === 'dirpath' ? [] : given.values(name)) },
    input,
  );
  const staged = stagedPaths(given);
  if (staged.length > 0) {
    if (range !== undefined || given.paths.length + given.values('dir1').length + given.values('dir2').length > 0) {
      fail(
        'option-value',
        '`--staged PATH` compares two readings of one state, got another state, too',
        'write `netfence diff --staged PATH`, or `--staged enforce` to compare two states',
      );
    }
    // standard input is there once, and read twice
    const once = staged.includes('-') && io.stdin === undefined ? { ...io, stdin: readBytes(0, MAX_STDIN) } : io;
    const read = (reading: typeof STAGED_READINGS[number]) => at(
      staged,
      { ...given, value: (name) => (name === 'staged' ? reading : given.value(name)) },
      once,
    );
    return [read('ignore'), read('enforce')];
  }
  if (range === undefined) {
    const named = [given.values('dir1'), given.values('dir2')];
    const [old, now] = named.some((paths) => paths.length > 0) ? named : given.paths.map((path) => [path]);
    if (old === undefined || now === undefined || old.length === 0 || now.length === 0 || (given.paths.length !== 2 && named[0].length === 0)) {
      fail(
        'argument-missing',
        `two states are compared, got ${plural(given.paths.length, 'path')}`,
        'write `netfence diff OLD NEW` or `netfence diff --git BASE..HEAD PATH`',
      );
    }
    return [at(old), at(now)];
  }
  const { base, head } = parseRange(range);
  const paths = given.paths.length === 0 ? ['.'] : given.paths;
  const options = readOptions(given);
  const committed = (commit: string, prefix: string) => {
    const layers = givenLayers(ignoreFilesAt(commit, paths), options.exclude ?? [], [...notRenderedPaths(options.facts).keys()]);
    const found = filesAt(commit, paths, process.cwd(), (file) => isBelowLeftOut(layers, paths, file));
    return found.map((entry) => ({ ...entry, file: `${prefix}${entry.file}` }));
  };
  const old = readTexts(committed(base, `${base}:`), options);
  return [old, head === undefined ? at(paths) : readTexts(committed(head, ''), options)];
}

/** What `--staged` compares, if it says more than how both states are read. */
function stagedPaths(given: Arguments): readonly string[] {
  return given.values('staged').filter((value) => STAGED_READINGS.every((reading) => reading !== value));
}

/** The problems of one of two readings of an input: what both have is said once, and not that the old one leaves staged policies out. */
function ofReading(sessions: readonly AnalysisSession[], i: number): AnalysisSession['problems'] {
  const keyOf = ({ code, message, position }: AnalysisSession['problems'][number]) => JSON.stringify([code, message, position]);
  const said = new Set(i === 0 ? [] : sessions[0].problems.map(keyOf));
  return sessions[i].problems.filter((problem) => problem.code !== 'staged-not-enforced' && !said.has(keyOf(problem)));
}

function acceptances(file: string | undefined, io: Io): readonly Acceptance[] {
  if (file === undefined) return [];
  const { values, problems } = readAcceptances(loadPaths([file]), file);
  refuseProblems('bad-accept-file', problems);
  for (const notice of problems) io.err(faultLines(notice.code, faultOf(notice)));
  return values;
}

/** What forms without a place for it leave out. */
function sayExposure(exposure: Result['exposure'], io: Io): void {
  const count = new Set(exposure.map((change) => change.exposure.workload)).size;
  if (count === 0) return;
  const [are, them] = count === 1 ? ['is', 'it'] : ['are', 'them'];
  io.err(`${plural(count, 'workload')} ${are} open to pods that do not exist yet in another way; \`-o report\` shows ${them}\n`);
}

function isFailing(
  { edges }: Result,
  [before, after]: readonly [AnalysisSession, AnalysisSession],
  failOn: string,
  accepted: readonly Acceptance[],
  io: Io,
): boolean {
  const judged = judge({ edges, exposed: newlyExposed(before, after) }, accepted, today(), after);
  for (const { source, destination, until } of judged.expired) io.err(`no longer accepted since ${until}: ${source} => ${destination}\n`);
  const counted = [...failOn === 'closed' ? [] : judged.opened, ...failOn === 'opened' ? [] : judged.closed];
  if (judged.accepted > 0) io.err(`accepted: ${judged.accepted}\n`);
  if (counted.length > 0) io.err(`not accepted: ${new Set(counted).size} changed groups of connections (\`-o report\` shows them)\n`);
  const exposed = failOn === 'closed' ? [] : judged.exposed;
  if (exposed.length > 0) {
    const count = new Set(exposed.map(({ workload }) => workload)).size;
    io.err(`not accepted: ${plural(count, 'workload')} newly open to pods that do not exist yet (\`-o report\` shows them)\n`);
  }
  return counted.length + exposed.length > 0;
}
