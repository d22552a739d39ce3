import { escapeText } from '../../text/escape';
import { ReplayStatus } from '../../results/enums';
import type { Replay, ReplayEdge } from '../../results/replay';
import { plural } from '../../text/plural';
import { andMore } from '../../text/lists';
import { needsLine } from '../needed-facts';
import { comparedWords, coverageLines, deniedLines, edgesWith, evidenceOf, settlingLines, STATUS_WORDS, summaryOfReplay, unknownLine } from './words';

const MAX_LINES = 200;
const MAX_UNSEEN = 20;

/** For people: what breaks first, with what decides and what would help. `all`: unaffected edges, too. */
export function* renderReplayTxt(result: Replay, all = false): Generator<string> {
  yield `${summaryOfReplay(result)}\n`;
  const { DENIED, OPENED, UNKNOWN, NOT_POLICED, UNAFFECTED } = ReplayStatus;
  const shown = [DENIED, OPENED, UNKNOWN, NOT_POLICED, ...(all ? [UNAFFECTED] : [])];
  for (const status of shown) yield* section(status, edgesWith(result, status));
  yield '\ncoverage\n';
  for (const line of coverageLines(result)) yield `  ${escapeText(line)}\n`;
  for (const { source, destination, traffic, partly } of result.coverage.unseen.slice(0, MAX_UNSEEN)) {
    yield `    ${escapeText(`${source} => ${destination} : ${traffic}${partly ? ' (other traffic was seen)' : ''}`)}\n`;
  }
  if (result.coverage.unseenCount > MAX_UNSEEN) yield `    ${andMore(result.coverage.unseenCount - MAX_UNSEEN)}; --format json lists them\n`;
  for (const remark of result.remarks) yield `note: ${escapeText(remark)}\n`;
  const unknown = unknownLine(result);
  if (unknown !== undefined) yield `${escapeText(unknown)}\n`;
}

function* section(status: ReplayStatus, edges: readonly ReplayEdge[]): Generator<string> {
  if (edges.length === 0) return;
  yield `\n${STATUS_WORDS[status]}: ${edges.length}\n`;
  for (const edge of edges.slice(0, MAX_LINES)) yield* edgeLines(edge);
  if (edges.length > MAX_LINES) yield `  ${andMore(edges.length - MAX_LINES)}; --format json lists them\n`;
  for (const line of settlingLines(edges)) yield `  ${line}\n`;
}

/** One edge with its evidence, what decides, and what would let it through. */
export function* renderReplayEdge(edge: ReplayEdge): Generator<string> {
  yield* edgeLines(edge);
  const settled = needsLine(edge.needs);
  if (settled !== undefined) yield `    ${settled}\n`;
}

function* edgeLines(edge: ReplayEdge): Generator<string> {
  const { source, destination, traffic, ignored, why, notes, change } = edge;
  yield `  ${escapeText(`${source} => ${destination} : ${traffic}`)}\n`;
  const lines = [evidenceOf(edge), comparedWords(edge), ...deniedLines(edge), ...why, ...notes, ...(ignored === undefined ? [] : [`accepted: ${ignored}`])];
  for (const line of lines) if (line !== '') yield `    ${escapeText(line)}\n`;
  if (change === undefined) return;
  yield `    to let it through${change.opens.length > 1 ? `, with ${plural(change.opens.length - 1, 'other connection')}` : ''}:\n`;
  for (const line of change.typescript.trimEnd().split('\n')) yield `      ${escapeText(line)}\n`;
}
