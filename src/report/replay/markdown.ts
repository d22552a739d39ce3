import { escapeMarkdown } from '../../text/escape';
import { ReplayStatus } from '../../results/enums';
import type { Replay, ReplayEdge } from '../../results/replay';
import { andMore } from '../../text/lists';
import { comparedWords, coverageLines, deniedLines, edgesWith, evidenceOf, settlingLines, STATUS_WORDS, summaryOfReplay } from './words';

/** What a comment on a pull request has room for. */
const MAX_ROWS = 200;

/** A heading, a table for each way in which traffic is affected, and the coverage. */
export function* renderReplayMarkdown(result: Replay): Generator<string> {
  yield `### Recorded traffic: ${summaryOfReplay(result)}\n`;
  for (const status of [ReplayStatus.DENIED, ReplayStatus.OPENED, ReplayStatus.UNKNOWN]) yield* table(status, edgesWith(result, status));
  yield '\n<details><summary>What the record covers</summary>\n\n';
  for (const line of coverageLines(result)) yield `- ${cell(line)}\n`;
  for (const remark of result.remarks) yield `- ${cell(remark)}\n`;
  yield '\n</details>\n';
}

function* table(status: ReplayStatus, edges: readonly ReplayEdge[]): Generator<string> {
  if (edges.length === 0) return;
  yield `\n**${STATUS_WORDS[status]}**\n\n| source | destination | traffic | seen | why |\n|---|---|---|---|---|\n`;
  for (const edge of edges.slice(0, MAX_ROWS)) {
    const { source, destination, traffic, why, notes, ignored } = edge;
    const words = [...deniedLines(edge), ...why, comparedWords(edge), ...notes, ...(ignored === undefined ? [] : [`accepted: ${ignored}`])].filter((text) => text !== '');
    yield `| ${[source, destination, traffic, evidenceOf(edge)].map(cell).join(' | ')} | ${words.map(cell).join('<br>')} |\n`;
  }
  if (edges.length > MAX_ROWS) yield `\n${andMore(edges.length - MAX_ROWS)}; the other formats have all of them.\n`;
  const settling = settlingLines(edges);
  if (settling.length > 0) yield `\n${settling.map((line) => `- ${cell(line)}\n`).join('')}`;
}

function cell(text: string): string {
  return escapeMarkdown(text).replace(/\[/g, '&#91;').replace(/&#96;((?:(?!&#96;).)*)&#96;/g, '<code>$1</code>');
}
