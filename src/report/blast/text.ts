import type { BlastChange, BlastRadius } from '../../results/blast';
import { escapeText } from '../../text/escape';
import { andMore, listed } from '../../text/lists';
import { plural } from '../../text/plural';
import { addressTexts } from './addresses';

const MAX_LINES = 50;

/** A radius for people, hop by hop. */
function* renderBlast(blast: BlastRadius): Generator<string> {
  const { workload, directPods, pods, podsAtWorst, podsOfCluster, workloads, outside, targets, cutEdges } = blast;
  const worst = podsAtWorst > pods ? `, ${podsAtWorst} where all that is unknown passes` : '';
  yield `${escapeText(workload)}: a compromised pod reaches ${pods} of ${podsOfCluster} other pods, ${directPods} directly${worst}\n`;
  let hop = '';
  for (const reached of workloads.slice(0, MAX_LINES * 4)) {
    const title = reached.isUncertain ? 'possibly' : `hop ${reached.hop}`;
    if (title !== hop) yield `\n${(hop = title)}:\n`;
    const via = reached.hop === 1 ? '' : ` through ${escapeText(reached.via)}`;
    yield `  ${escapeText(reached.workload)}${via} : ${reached.isUncertain ? reached.unknown : reached.traffic}\n`;
  }
  if (workloads.length > MAX_LINES * 4) yield `  ${andMore(workloads.length - MAX_LINES * 4, 'workloads')}\n`;
  if (outside.length + targets.length > 0) yield '\noutside:\n';
  for (const { target, address, hop: at, via, traffic, isUncertain } of targets) {
    const how = at === 0 ? 'directly' : `through ${escapeText(via)}, hop ${at}`;
    yield `  ${escapeText(`${target} ${address}`)} ${isUncertain ? 'possibly, ' : ''}${how} : ${traffic}\n`;
  }
  for (const { addresses, traffic, direct } of outside) {
    const texts = addressTexts(addresses);
    const more = texts.length > 10 ? ` ${andMore(texts.length - 10, 'ranges')}` : '';
    yield `  ${escapeText(texts.slice(0, 10).join(', '))}${more} ${direct ? 'directly' : 'through others'} : ${traffic}\n`;
  }
  if (cutEdges.length > 0) yield '\nclosing one of these would save most:\n';
  for (const { sources, destinations, traffic, pods: saved } of cutEdges) yield `  ${some(sources)} => ${some(destinations)} (${traffic}): ${plural(saved, 'pod')} fewer\n`;
}

/** A radius for people, and what a change did to it. */
export function* renderRadius({ change, ...radius }: BlastRadius & { readonly change?: BlastChange }): Generator<string> {
  yield* renderBlast(radius);
  if (change !== undefined) yield* renderBlastChange(change);
}

/** What a change does to a radius. */
export function* renderBlastChange({ podsBefore, podsAfter, added, removed }: BlastChange, escape = escapeText): Generator<string> {
  yield `\nbefore the change ${podsBefore} pods, now ${podsAfter}\n`;
  for (const name of added.slice(0, MAX_LINES)) yield `  + ${escape(name)}\n`;
  if (added.length > MAX_LINES) yield `  + ${andMore(added.length - MAX_LINES)}\n`;
  for (const name of removed.slice(0, MAX_LINES)) yield `  - ${escape(name)}\n`;
  if (removed.length > MAX_LINES) yield `  - ${andMore(removed.length - MAX_LINES)}\n`;
}

function some(names: readonly string[]): string {
  return listed(names.map(escapeText), 3);
}
