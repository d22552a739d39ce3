import type { BlastChange, BlastRadius } from '../../results/blast';
import { escapeMarkdown } from '../../text/escape';
import { renderBlastChange } from './text';

/** A table of what a compromised pod reaches, hop by hop. */
export function* renderRadiusMarkdown(radius: BlastRadius & { readonly change?: BlastChange }): Generator<string> {
  const { workload, pods, podsOfCluster, workloads, change } = radius;
  yield `### A compromised pod of ${escapeMarkdown(workload)} reaches ${pods} of ${podsOfCluster} other pods\n\n`;
  yield '| hop | workload | through | what |\n|-----|----------|---------|------|\n';
  for (const { hop, workload: name, via, traffic, unknown, isUncertain } of workloads) {
    const what = traffic.isEmpty ? unknown : traffic;
    yield `| ${hop}${isUncertain ? ' (possibly)' : ''} | ${escapeMarkdown(name)} | ${escapeMarkdown(via)} | ${what} |\n`;
  }
  if (change !== undefined) yield* renderBlastChange(change, escapeMarkdown);
}
