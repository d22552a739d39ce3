import type { BlastRadius, RadiusSize } from '../../results/blast';
import { plural } from '../../text/plural';
import { alone, type PictureOptions } from './alone';
import type { Drawing } from './drawing';
import { fewLines, type NamedLine } from './few-lines';

/** What a compromised pod reaches, as a picture. */
export function* renderRadiusSvg(radius: BlastRadius, options: PictureOptions): Generator<string> {
  yield alone(radiusDrawing(radius), options);
}

/** What a compromised pod reaches: the nearest first, each from where it is reached first. */
export function radiusDrawing(radius: BlastRadius): Drawing {
  const { workload, workloads, outside, targets, pods, podsAtWorst } = radius;
  const ends = (label: string) => ({ label, shape: label === workload ? 'marked' as const : 'inside' as const });
  const lines: NamedLine[] = [
    ...workloads.map(({ workload: to, via, traffic, unknown, isUncertain }): NamedLine => (
      { from: ends(via), to: ends(to), state: isUncertain ? 'unknown' : 'allowed', text: isUncertain ? unknown.text : traffic.text })),
    ...targets.map(({ target, address, via, traffic, isUncertain }): NamedLine => (
      { from: ends(via), to: { label: `${target} ${address}`, shape: 'outside' }, state: isUncertain ? 'unknown' : 'allowed', text: traffic.text })),
    ...outside.filter(({ direct }) => direct).map(({ addresses, traffic }): NamedLine => (
      { from: ends(workload), to: { label: addresses.ranges.join(', '), shape: 'outside' }, state: 'allowed', text: traffic.text })),
  ];
  const worst = podsAtWorst === pods ? '' : `, possibly ${podsAtWorst}`;
  const drawing = fewLines(`What a compromised pod of ${workload} reaches: ${plural(pods, 'pod')}${worst}`, lines, 'netfence blast', [ends(workload)]);
  const beyond = outside.filter(({ direct }) => !direct).map(({ addresses }) => `Others that it reaches also reach ${addresses.ranges.slice(0, 3).join(', ')}${addresses.ranges.length > 3 ? ', \u2026' : ''}.`);
  return { ...drawing, notes: [...drawing.notes, ...beyond] };
}

/** How far workloads reach: a box for each of the first. */
export function* renderSizesSvg(sizes: readonly RadiusSize[], options: PictureOptions): Generator<string> {
  const most = 30;
  const nodes = sizes.slice(0, most).map(({ workload, pods, podsAtWorst }) => (
    { label: workload, shape: 'inside' as const, lines: [`reaches ${plural(pods, 'pod')}${podsAtWorst === pods ? '' : `, possibly ${podsAtWorst}`}`] }));
  const notes = sizes.length > most ? [`${plural(sizes.length - most, 'more workload')} not drawn: netfence blast --all lists them.`] : [];
  yield alone({ title: 'How far compromised pods reach', nodes, lines: [], notes }, options);
}
