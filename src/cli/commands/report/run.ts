import { AnalysisSession, faultOf, InvariantFile, readConfigFile, readInvariantFile, readPaths, reportOf, ResolvedTraffic } from '../../../analysis';
import { today } from '../../../files/clock';
import { fail } from '../../../errors';
import { readBytes } from '../../../files/read-files';
import { FORMS } from '../../../report/forms';
import { inChunks } from '../../../report/chunks';
import { pick } from '../../../report/renderer';
import type { Report } from '../../../results/report';
import { emit } from '../../emit';
import { constructPaths } from '../../construct-paths';
import { noticesOf } from '../../environment';
import { exitCode } from '../../exit-code';
import { faultLines } from '../../fix-line';
import { commitOf } from '../../git';
import { progress, readInput, readOptions, report as say, reportRest } from '../../input';
import type { Io } from '../../io';
import { lineDays } from '../../line-days';
import type { Arguments } from '../../option';
import { readRecord, sayProblems } from '../../recorded';
import { inputsOf } from '../../report-inputs';
import { version } from '../../version';
import { writeTogether } from '../../write-together';
import { REPORT } from './spec';

/** The longest input, in bytes: as the longest file. */
const MAX_STDIN = 2 ** 31;

/** Writes the report, and the files beside it. */
export async function report(given: Arguments, plain: Io): Promise<number> {
  const flows = given.values('flows');
  if (flows.includes('-')) {
    fail('option-value', '`--flows` of a report must be files, for their hashes stand on its cover, got `-`', 'write the record to a file first');
  }
  const io = withStdin(given, plain);
  const { config, problems } = readConfigFile(given.value('config'), [], { areRun: false, told: () => undefined });
  for (const problem of problems) io.err(faultLines(problem.code, faultOf(problem)));
  if (problems.length > 0) return 1;
  const named = given.value('invariants');
  const invariants = named === undefined ? undefined : readInvariantFile(named);
  const session = readInput(REPORT, given, io, invariants?.facts);
  noticesOf(invariants, given, io);
  say(session.problems, given, io);
  reportRest(session, given, io);
  const [old, live] = ['old', 'live'].map((name) => otherState(given.values(name), invariants, given, io));
  const traffic = flows.length === 0 ? undefined : await recorded(flows, session, given, io);
  progress(io, 'proving');
  const paths = [...given.values('dirpath'), ...given.paths];
  const [commit, title] = [commitOf(paths), given.value('title')];
  const result = reportOf(session, {
    ...{ date: given.value('date') ?? today(), version: version(), config, zones: given.values('pci') },
    inputs: inputsOf({
      ...{ session, flows, old, live },
      ...(named !== undefined && { invariants: named }),
      ...(io.stdin !== undefined && { stdin: io.stdin }),
    }),
    ...(title !== undefined && { title }),
    ...(commit && { commit, sinceOf: lineDays() }),
    ...(invariants && { statements: invariants.statements }),
    ...(traffic && { traffic }),
    ...(old && { old }),
    ...(live && { live }),
    constructOf: constructPaths(given.value('construct-metadata'), paths.filter((path) => path !== '-')),
  });
  progress(io);
  writeTogether(['csv', 'json', 'file'].flatMap((option) => {
    const path = given.value(option);
    return path === undefined ? [] : [{ option: `--${option}`, path, texts: textsOf(option === 'file' ? given.value('format') : option, result) }];
  }));
  if (given.value('file') === undefined) await emit(FORMS.report, result, undefined, given, io);
  return exitCode(result.isUnderstood);
}

/** Standard input is read once, for it is hashed, too. */
function withStdin(given: Arguments, io: Io): Io {
  const isRead = [...given.values('dirpath'), ...given.paths].includes('-');
  return isRead && io.stdin === undefined ? { ...io, stdin: readBytes(0, MAX_STDIN), out: (text) => io.out(text), err: (text) => io.err(text) } : io;
}

function otherState(paths: readonly string[], invariants: InvariantFile | undefined, given: Arguments, io: Io): AnalysisSession | undefined {
  if (paths.length === 0) return undefined;
  if (paths.includes('-')) fail('stdin-twice', 'another state cannot be standard input', 'put it into a file');
  const state = readPaths(paths, readOptions(given, invariants?.facts));
  say(state.problems, given, io);
  return state;
}

async function recorded(flows: readonly string[], session: AnalysisSession, given: Arguments, io: Io): Promise<ResolvedTraffic> {
  const traffic = await readRecord(flows, [session], given, io);
  progress(io);
  sayProblems([...traffic.recording.problems].map(([what, { count, file, line }]) => ({ what, count, file, line })), io);
  return traffic;
}

function textsOf(form: string | undefined, result: Report): Iterable<string> {
  return inChunks(pick(FORMS.report, form).render(result));
}
