import type { ChangedEdges, ReachabilityDiff } from '../../results/diff';
import { escapeMarkdown } from '../../text/escape';
import { andMore, firstFew } from '../../text/lists';
import { DANGEROUS, effectsOf, effectText, examplesOf } from './effects';
import { causeOf, deltaOf, DiffSection, endsOf, endTexts, exposureChangeText, isolationText, sectionOf, summaryOf } from './words';

/** What fits into one comment of a pull request, in characters. */
const MAX_LENGTH = 65_536;
/** For the line that says what was left out, and what follows the tables. */
const RESERVE = 4_000;
/** Of lines that have no cause to be grouped by. */
const MAX_ROWS = 20;
const HEAD = '| source | destination | what | because |\n|--------|-------------|------|---------|\n';

const SECTIONS: readonly (readonly [DiffSection, title: string])[] = [
  ['opened', 'Opened'], ['possibly opened', 'Possibly opened'], ['closed', 'Closed'], ['possibly closed', 'Possibly closed'], ['unclear', 'Changes of what is unknown'],
];

/**
 * A diff as the comment of a pull request: what was opened first, the most dangerous first of all; never longer than a comment may be.
 * Of what has one cause, a few edges stand for the rest, unless `all` are asked for.
 */
export function renderDiffMarkdown(diff: ReachabilityDiff, all = false): string {
  const { edges, isolation, exposure, notes } = diff;
  let text = `### Connectivity: ${escapeMarkdown(summaryOf(diff))}\n`;
  const end = ending(notes);
  const room = () => MAX_LENGTH - RESERVE - end.length - text.length;
  const section = (title: string, rows: readonly string[], head = '') => {
    if (rows.length > 0) text += `\n#### ${title}\n\n${table(rows, head, room())}`;
  };
  const few = (rows: readonly string[]) => (all ? rows : firstFew(rows, MAX_ROWS).map((line, i) => (i === MAX_ROWS ? `- ${line} (\`--verbose\` lists them)\n` : line)));
  const effects = effectsOf(edges);
  const shown = new Set(all ? edges : effects.flatMap(examplesOf));
  for (const [of, title] of SECTIONS) {
    section(title, effects.filter((effect) => effect.section === of).map((effect) => `- ${effectText(effect, escapeMarkdown)}\n`));
    const own = edges.filter((edge) => sectionOf(edge) === of);
    const rows = own.filter((edge) => shown.has(edge));
    if (rows.length > 0) text += `\n${table(rows.map(row), HEAD, room())}`;
    if (rows.length < own.length) text += `\n…${andMore(own.length - rows.length, 'groups of connections')}; \`--verbose\` lists them\n`;
  }
  section('Isolation', few(isolation.map((change) => `- ${isolationText(change, escapeMarkdown)}\n`)));
  section('To pods and namespaces that do not exist yet', few(exposure.map((change) => `- ${escapeMarkdown(exposureChangeText(change))}\n`)));
  return text + end;
}

function row(edge: ChangedEdges): string {
  const { sources, destinations } = endTexts(edge);
  const destination = edge.withinWorkloads ? 'other pods of the same workload' : endsOf(destinations, escapeMarkdown);
  const strong = edge.danger >= DANGEROUS ? '**' : '';
  const causes = edge.causes.slice(0, 3).map((cause) => causeOf(cause, escapeMarkdown)).join('<br>');
  return `| ${endsOf(sources, escapeMarkdown)} | ${destination} | ${strong}${deltaOf(edge)}${strong} | ${causes} |\n`;
}

function table(rows: readonly string[], head: string, room: number): string {
  let text = head;
  for (const [i, line] of rows.entries()) {
    if (text.length + line.length > room) return `${text}\n…${andMore(rows.length - i)}\n`;
    text += line;
  }
  return text;
}

function ending(notes: readonly string[]): string {
  const text = notes.slice(0, 10).map((note) => `- ${escapeMarkdown(note).slice(0, 1000)}\n`).join('');
  return text === '' ? '' : `\n<details><summary>Rollout</summary>\n\n${text}\n</details>\n`;
}
