import type { RadiusSize } from '../../results/blast';
import { escapeMarkdown, escapeText } from '../../text/escape';

/** All workloads with their radii. */
export function* renderSizes(sizes: readonly RadiusSize[]): Generator<string> {
  yield 'pods\tdirectly\tat worst\tworkload\n';
  for (const { workload, directPods, pods, podsAtWorst } of sizes) yield `${pods}\t${directPods}\t${podsAtWorst}\t${escapeText(workload)}\n`;
}

/** The same as a table of Markdown. */
export function* renderSizesMarkdown(sizes: readonly RadiusSize[]): Generator<string> {
  yield '| workload | pods | directly | at worst |\n|----------|------|----------|----------|\n';
  for (const { workload, directPods, pods, podsAtWorst } of sizes) yield `| ${escapeMarkdown(workload)} | ${pods} | ${directPods} | ${podsAtWorst} |\n`;
}
