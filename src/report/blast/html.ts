import type { BlastChange, BlastRadius, RadiusSize } from '../../results/blast';
import { listed } from '../../text/lists';
import { plural } from '../../text/plural';
import type { PictureOptions } from '../picture/alone';
import { radiusDrawing } from '../picture/blast';
import { drawn } from '../report/drawn';
import { cutOff, html, list, type Markup, NOTHING, tableOrNone } from '../report/markup';
import { partAlone } from '../report/part-alone';
import { addressTexts } from './addresses';

/** The most rows of a table, and the most ranges or workloads of a cell. */
const MAX_ROWS = 5000;
const MAX_NAMES = 10;

/** What a compromised pod reaches, as a document. */
export function renderRadiusHtml(radius: BlastRadius & { readonly change?: BlastChange }, options: PictureOptions): Iterable<string> {
  const { workload, directPods, pods, podsAtWorst, podsOfCluster, workloads, outside, targets, cutEdges, change } = radius;
  const worst = podsAtWorst > pods ? `, ${podsAtWorst} where all that is unknown passes` : '';
  const reached = workloads.slice(0, MAX_ROWS).map(({ workload: name, hop, via, traffic, unknown, isUncertain }) => (
    [name, isUncertain ? `${hop}, possibly` : hop, via, (isUncertain ? unknown : traffic).text]));
  const beyond = [
    ...targets.map(({ target, address, hop, via, traffic, isUncertain }) => [`${target} ${address}`, `${hop === 0 ? 'directly' : `through ${via}`}${isUncertain ? ', possibly' : ''}`, traffic.text]),
    ...outside.map(({ addresses, traffic, direct }) => [listed(addressTexts(addresses), MAX_NAMES, 'ranges'), direct ? 'directly' : 'through others', traffic.text]),
  ];
  const cuts = cutEdges.map(({ sources, destinations, traffic, pods: saved }) => (
    [listed(sources, MAX_NAMES), listed(destinations, MAX_NAMES), traffic.text, `${plural(saved, 'pod')} fewer`]));
  const content = html`<p>A compromised pod of ${workload} reaches ${pods} of ${podsOfCluster} other pods, ${directPods} directly${worst}.</p>
${drawn('blast-picture', radiusDrawing(radius))}<h2>Workloads</h2>
${tableOrNone('Reached workloads', ['workload', 'hop', 'through', 'traffic'], reached)}${workloads.length > reached.length ? cutOff(workloads.length - reached.length, 'workloads', 'netfence blast --format json') : NOTHING}<h2>Outside of the pods</h2>
${tableOrNone('Reached addresses', ['what', 'how', 'traffic'], beyond)}<h2>Closing one of these would save most</h2>
${tableOrNone('Connections', ['from', 'to', 'traffic', 'saves'], cuts)}${change === undefined ? NOTHING : changed(change)}`;
  return partAlone(`What a compromised pod of ${workload} reaches`, content, options);
}

/** How far all workloads reach, as a document. */
export function renderSizesHtml(sizes: readonly RadiusSize[], options: PictureOptions): Iterable<string> {
  const rows = sizes.slice(0, MAX_ROWS).map(({ workload, pods, directPods, podsAtWorst }) => [workload, pods, directPods, podsAtWorst]);
  const left = sizes.length - rows.length;
  const found = tableOrNone('Workloads, the largest radius first', ['workload', 'pods', 'directly', 'at worst'], rows);
  return partAlone('How far compromised pods reach', html`${found}${left > 0 ? cutOff(left, 'workloads', 'netfence blast --all') : NOTHING}`, options);
}

function changed({ podsBefore, podsAfter, added, removed }: BlastChange): Markup {
  return html`<h2>The change</h2>
<p>Before the change ${plural(podsBefore, 'pod')}, now ${podsAfter}.</p>
${list(added.map((name) => `reached now: ${name}`), 'None is reached that was not.')}${list(removed.map((name) => `no longer reached: ${name}`), 'None is no longer reached.')}`;
}
