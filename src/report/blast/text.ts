import type { BlastChange, BlastRadius, RadiusSize } from '../../results/blast';
import { escapeMarkdown, escapeText } from '../../text/escape';

const MOST = 50;
const NOTHING = 'No Connections';

/** A radius for people, hop by hop. */
export function* renderBlast(blast: BlastRadius): Generator<string> {
  const { workload, directPods, pods, podsAtWorst, podsOfCluster, workloads, outside, targets, closings } = blast;
  const worst = podsAtWorst > pods ? `, ${podsAtWorst} where all that is unknown passes` : '';
  yield `${escapeText(workload)}: a compromised pod reaches ${pods} of ${podsOfCluster} other pods, ${directPods} directly${worst}\n`;
  let hop = '';
  for (const reached of workloads.slice(0, MOST * 4)) {
    const title = reached.perhaps ? 'perhaps' : `hop ${reached.hop}`;
    if (title !== hop) yield `\n${(hop = title)}:\n`;
    const via = reached.hop === 1 ? '' : ` through ${escapeText(reached.via)}`;
    yield `  ${escapeText(reached.workload)}${via} : ${reached.perhaps ? reached.unknown : reached.traffic}\n`;
  }
  if (workloads.length > MOST * 4) yield `  and ${workloads.length - MOST * 4} more workloads\n`;
  if (outside.length + targets.length > 0) yield '\noutside:\n';
  for (const { target, address, hop: at, via, traffic, perhaps } of targets) {
    const how = at === 0 ? 'directly' : `through ${escapeText(via)}, hop ${at}`;
    yield `  ${target} ${address} ${perhaps ? 'perhaps, ' : ''}${how} : ${traffic}\n`;
  }
  for (const { addresses, traffic, direct } of outside) {
    const more = addresses.length > 10 ? ` and ${addresses.length - 10} more ranges` : '';
    yield `  ${addresses.slice(0, 10).join(', ')}${more} ${direct ? 'directly' : 'through others'} : ${traffic}\n`;
  }
  if (closings.length > 0) yield '\nclosing one of these would save most:\n';
  for (const { sources, destinations, traffic, pods: saved } of closings) yield `  ${some(sources)} => ${some(destinations)} (${traffic}): ${saved} pods fewer\n`;
}

/** What a change does to a radius. */
export function* renderBlastChange({ podsBefore, podsAfter, added, removed }: BlastChange): Generator<string> {
  yield `\nbefore the change ${podsBefore} pods, now ${podsAfter}\n`;
  for (const name of added.slice(0, MOST)) yield `  + ${escapeText(name)}\n`;
  if (added.length > MOST) yield `  + and ${added.length - MOST} more\n`;
  for (const name of removed.slice(0, MOST)) yield `  - ${escapeText(name)}\n`;
  if (removed.length > MOST) yield `  - and ${removed.length - MOST} more\n`;
}

/** All workloads with their radii. */
export function* renderSizes(sizes: readonly RadiusSize[]): Generator<string> {
  yield 'pods\tdirectly\tat worst\tworkload\n';
  for (const { workload, directPods, pods, podsAtWorst } of sizes) yield `${pods}\t${directPods}\t${podsAtWorst}\t${escapeText(workload)}\n`;
}

export function* renderSizesMarkdown(sizes: readonly RadiusSize[]): Generator<string> {
  yield '| workload | pods | directly | at worst |\n|----------|------|----------|----------|\n';
  for (const { workload, directPods, pods, podsAtWorst } of sizes) yield `| ${escapeMarkdown(workload)} | ${pods} | ${directPods} | ${podsAtWorst} |\n`;
}

export function* renderBlastMarkdown({ workload, pods, podsOfCluster, workloads }: BlastRadius): Generator<string> {
  yield `### A compromised pod of ${escapeMarkdown(workload)} reaches ${pods} of ${podsOfCluster} other pods\n\n`;
  yield '| hop | workload | through | what |\n|-----|----------|---------|------|\n';
  for (const { hop, workload: name, via, traffic, unknown, perhaps } of workloads) {
    const what = traffic === NOTHING ? unknown : traffic;
    yield `| ${hop}${perhaps ? ' (perhaps)' : ''} | ${escapeMarkdown(name)} | ${escapeMarkdown(via)} | ${what} |\n`;
  }
}

function some(names: readonly string[]): string {
  const shown = names.slice(0, 3).map(escapeText).join(', ');
  return names.length > 3 ? `${shown} and ${names.length - 3} more` : shown;
}
