import type { ReachabilityDiff } from '../../results/diff';
import { andMore } from '../../text/lists';
import { causeOf, deltaOf, endsOf, endTexts, exposureChangeText, isolationText, summaryOf } from '../diff/words';
import { html, list, type Markup, NOTHING, table } from './markup';

/** The most changed groups of connections that are listed. */
const MAX_EDGES = 1000;

const plain = (text: string) => text;

/** What differs between two states: objects, and what it opens and closes. */
export function changes(diff: ReachabilityDiff, before: string, after: string): Markup {
  const { edges, isolation, addedWorkloads, removedWorkloads, policies, exposure, notes } = diff;
  const shown = edges.slice(0, MAX_EDGES).map((edge) => {
    const { sources, destinations } = endTexts(edge);
    const to = edge.withinWorkloads ? 'its own pods' : endsOf(destinations, plain);
    return [deltaOf(edge), endsOf(sources, plain), to, edge.causes.map((cause) => causeOf(cause, plain)).join('; ')];
  });
  const more = edges.length > MAX_EDGES ? html`<p>${andMore(edges.length - MAX_EDGES, 'groups of connections')}: <code>netfence diff</code> lists them.</p>\n` : NOTHING;
  const objects = [
    ...policies.map((cause) => causeOf(cause, plain)),
    ...addedWorkloads.map((label) => `workload ${label}: only in ${after}`),
    ...removedWorkloads.map((label) => `workload ${label}: only in ${before}`),
  ];
  return html`<p>From ${before} to ${after}: ${summaryOf(diff)}.</p>
<h4>Objects</h4>
${list(objects, 'No policy and no workload differs.')}<h4>What it opens and closes</h4>
${shown.length === 0 ? html`<p>No connection differs.</p>\n` : table('Changed connections', ['what', 'from', 'to', 'because'], shown)}${more}${list(isolation.map((change) => isolationText(change, plain)), 'No isolation differs.')}${list(exposure.map(exposureChangeText), 'Nothing differs for pods that do not exist yet.')}${notes.length === 0 ? NOTHING : list(notes, '')}`;
}
