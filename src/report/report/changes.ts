import type { ReachabilityDiff } from '../../results/diff';
import { andMore } from '../../text/lists';
import { causeOf, deltaOf, endsOf, endTexts, exposureChangeText, isolationText, summaryOf } from '../diff/words';
import { diffDrawing } from '../picture/diff';
import { drawn } from './drawn';
import { html, list, type Markup, NOTHING, prose, table } from './markup';

/** The most changed groups of connections that are listed. */
const MAX_EDGES = 1000;

const plain = (text: string) => text;

/** What differs between two states: a picture, objects, and what it opens and closes. `id`: of the picture. */
export function changes(diff: ReachabilityDiff, id: string, before: string, after: string): Markup {
  const { edges, isolation, addedWorkloads, removedWorkloads, policies, exposure, notes } = diff;
  const shown = edges.slice(0, MAX_EDGES).map((edge) => {
    const { sources, destinations } = endTexts(edge);
    const to = edge.withinWorkloads ? 'its own pods' : endsOf(destinations, plain);
    return [deltaOf(edge), endsOf(sources, plain), to, prose(edge.causes.map((cause) => causeOf(cause, plain)).join('; '))];
  });
  const left = edges.length - MAX_EDGES;
  const more = left > 0 ? html`<p>${andMore(left, 'groups of connections')}: <code>netfence diff</code> lists them.</p>\n` : NOTHING;
  const none = html`<p>No connection differs.</p>\n`;
  const connections = shown.length === 0 ? none : table('Changed connections', ['what', 'from', 'to', 'because'], shown);
  const texts = isolation.map((change) => isolationText(change, plain));
  const objects = [
    ...policies.map((cause) => causeOf(cause, plain)),
    ...addedWorkloads.map((label) => `workload ${label}: only in ${after}`),
    ...removedWorkloads.map((label) => `workload ${label}: only in ${before}`),
  ];
  return html`<p>From ${before} to ${after}: ${summaryOf(diff)}.</p>
<h4>Objects</h4>
${list(objects.map(prose), 'No policy and no workload differs.')}<h4>What it opens and closes</h4>
${drawn(id, diffDrawing(diff))}${connections}${more}${list(texts.map(prose), 'No isolation differs.')}${
  list(exposure.map((change) => prose(exposureChangeText(change))), 'Nothing differs for pods that do not exist yet.')}${
  notes.length === 0 ? NOTHING : list(notes.map(prose), '')}`;
}
