import { AnalysisSession, exposureLines, Focus, Listing, matrixOf, parsePacket, list as listSession, verdictLines } from '../../../analysis';
import { fail } from '../../../errors';
import { inChunks, renderCsv, renderDot, renderJson, renderJsonl, renderMarkdown, renderMatrix, renderTxt } from '../../../report';
import type { ExposureList } from '../../../results/exposure-list';
import { renderExposureCsv, renderExposureJson, renderExposureMarkdown, renderExposureTxt } from '../../../report/exposure/compatible';
import { reportDifference, reportHidden } from '../../asides';
import { progress, readInput, report, reportRest } from '../../input';
import { Io, writeFile } from '../../io';
import type { Arguments } from '../../option';
import { LIST } from '../../specs';

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
  const code = session.understood ? 0 : 3;
  if (code !== 0 && given.has('fail')) return code;
  progress(io, 'compiling policies');
  const texts = inChunks(render(session, format, focus, given, io));
  const file = given.value('file');
  if (file !== undefined) writeFile(file, texts);
  else for (const text of texts) await io.out(text);
  progress(io);
  if (!given.has('quiet')) {
    if (!['jsonl', 'matrix'].includes(format)) reportHidden(session, io);
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

function render(session: AnalysisSession, format: string, focus: Focus, given: Arguments, io: Io): Iterable<string> {
  if (format === 'matrix') return renderMatrix(matrixOf(session));
  if (format === 'jsonl') return renderJsonl(verdictLines(session, focus, given.has('all')));
  const listing = listSession(session, focus);
  report(listing.problems, given, io);
  const about = focus.connection && `${focus.connection.protocol} ${focus.connection.port}`;
  if (given.has('exposure')) return withExposure(listing, exposureLines(session, focus), format);
  switch (format) {
    case 'json': return renderJson(listing.edges(), about);
    case 'csv': return renderCsv(listing.edges(), about);
    case 'md': return renderMarkdown(listing.edges(), about);
    case 'dot': return renderDot(listing.edges(), listing.ends(), about);
    default: return renderTxt(listing.edges(), about);
  }
}

function* withExposure(listing: Listing, exposure: ExposureList, format: string): Generator<string> {
  if (format === 'json') return yield* renderExposureJson(listing.edges(), exposure);
  if (format === 'csv') yield* [...renderCsv(listing.edges()), ...renderExposureCsv(exposure)];
  else if (format === 'md') yield* [...renderMarkdown(listing.edges()), ...renderExposureMarkdown(exposure)];
  else yield* [...renderTxt(listing.edges()), ...renderExposureTxt(exposure)];
}
