import { AnalysisSession, exposureLines, Focus, focusProblems, matrixOf, parsePacket, list as listSession, verdictLines } from '../../../analysis';
import { fail } from '../../../errors';
import type { Listed } from '../../../report/connections/list';
import { FORMS } from '../../../report/forms';
import { reportDifference, reportHidden } from '../../notices';
import { emit } from '../../emit';
import { exitCode } from '../../exit-code';
import { progress, readInput, report, reportRest } from '../../input';
import type { Io } from '../../io';
import type { Arguments } from '../../option';
import { pictureOptions } from '../../picture-options';
import { LIST } from './spec';

/** Lists who reaches whom. */
export async function list(given: Arguments, io: Io): Promise<number> {
  const format = given.value('format') ?? 'txt';
  const focus = focusOf(given);
  if (given.has('all') && format !== 'jsonl') fail('options-exclusive', '`--all` shows what is denied, which only jsonl has room for', 'write `--format jsonl --all`');
  if (format === 'matrix' && (focus.workloads!.length > 0 || focus.connection !== undefined)) {
    fail('options-exclusive', 'a matrix is about all workloads', 'leave out the focus, or write `--format jsonl`');
  }
  if (given.has('exposure') && (!['txt', 'json', 'csv', 'md'].includes(format) || focus.connection !== undefined || focus.peers!.length > 0)) {
    fail('options-exclusive', '`--exposure` goes with txt, json, csv and md, and without `--focus-conn` and `--focusworkload-peer`', 'leave one of them out, or ask `netfence exposure`');
  }
  const session = readInput(LIST, given, io);
  report(session.problems, given, io);
  reportRest(session, given, io);
  const code = exitCode(session.understood);
  if (code !== 0 && given.has('fail')) return code;
  progress(io, 'compiling policies');
  await emit(FORMS.list, listed(session, focus, given, io), pictureOptions(given, session.understood), given, io);
  progress(io);
  if (!given.has('quiet')) {
    if (isCompatible(given)) reportHidden(session, io);
    if (given.has('cni')) reportDifference(session, io);
  }
  return code;
}

function focusOf(given: Arguments): Focus {
  const direction = given.value('focus-direction') as Focus['direction'];
  const connection = given.value('focus-conn');
  return {
    workloads: given.values('focusworkload'),
    peers: given.values('focusworkload-peer'),
    ...(direction !== undefined && { direction }),
    ...(connection !== undefined && { connection: parsePacket(connection.replace('-', ' ')) }),
  };
}

/** Whether the form is one of those that another tool shares; the others say everything. */
function isCompatible(given: Arguments): boolean {
  return !['jsonl', 'matrix', 'html', 'svg'].includes(given.value('format') ?? 'txt');
}

/** What the forms are made of. */
function listed(session: AnalysisSession, focus: Focus, given: Arguments, io: Io): Listed {
  const listing = isCompatible(given) ? listSession(session, focus) : undefined;
  report(listing === undefined ? focusProblems(session, focus) : listing.problems, given, io);
  return {
    edges: () => listing!.edges(),
    ends: () => listing!.ends(),
    verdicts: () => verdictLines(session, focus, given.has('all')),
    matrix: () => matrixOf(session),
    ...(given.has('exposure') && { exposure: () => exposureLines(session, focus) }),
    ...(focus.connection && { connection: `${focus.connection.protocol} ${focus.connection.port}` }),
  };
}
