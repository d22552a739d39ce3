import type { NamespaceDefault, Report } from '../../results/report';
import { andMore, listed } from '../../text/lists';
import { peersText, whoText } from '../exposure/words';
import { plural } from '../../text/plural';
import { html, list, type Markup, NOTHING, prose, table } from './markup';
import { isolationText, namespaceDefault } from './words';

/** The most open workloads of all namespaces that are named. */
const MAX_OPEN = 500;

/** What is denied by default in each namespace, the pods on the host network, and who could create pods that get in. */
export function defaults({ defaults: namespaces, exposure }: Report): Markup {
  const rows = namespaces.map((one) => [one.namespace, namespaceDefault(one), one.pods, isolationText(one.ingress), isolationText(one.egress)]);
  const open = namespaces.flatMap((one) => one.open);
  const hosts = namespaces.flatMap(({ hostNetwork }) => hostNetwork);
  const lines = exposure.lines.map((line) => (
    [line.workload, line.direction, peersText(line), line.traffic.text, prose(line.isDefinite ? whoText(line) : `possibly: ${line.reasons.join('; ')}`)]));
  const columns = ['workload', 'direction', 'pods to come', 'traffic', 'who could create them'];
  return html`<p>A namespace denies by default where every pod of the input is definitely isolated in both directions. Pods that are unknown do not count as isolated.</p>
${table('Namespaces with pods', ['namespace', 'denied by default', 'pods', 'ingress', 'egress'], rows)}<h3>Workloads that are not isolated both ways</h3>
${openTable(open)}<h3>Pods on the host network</h3>
<p>Most network agents apply no policy to them: they reach what the node reaches.</p>
${list(hosts.length === 0 ? [] : [listed(hosts, MAX_OPEN, 'workloads')], 'None in the input.')}<h3>Open to pods that do not exist yet</h3>
${exposure.incomplete === undefined ? NOTHING : html`<p class="warn"><strong>Not complete:</strong> ${prose(exposure.incomplete)}</p>\n`}${exposure.notJudged !== undefined ? html`<p class="warn"><strong>Not judged:</strong> ${exposure.notJudged}.</p>\n` : lines.length === 0 ? html`<p>Nothing.</p>\n` : table('Who could create pods that get in, or that are reached', columns, lines)}${exposure.limited === undefined ? NOTHING : html`<p class="warn"><strong>Cut off:</strong> these are the first ${lines.length} lines. ${exposure.limited.asked} of ${plural(exposure.limited.workloads, 'workload')} were asked; <code>netfence exposure</code> asks all.</p>\n`}`;
}

function openTable(open: NamespaceDefault['open']): Markup {
  if (open.length === 0) return html`<p>None.</p>\n`;
  const rows = open.slice(0, MAX_OPEN).map(({ workload, ingress, egress }) => [workload, ingress, egress]);
  const more = open.length > MAX_OPEN ? html`<p>${andMore(open.length - MAX_OPEN, 'workloads')}.</p>\n` : NOTHING;
  return html`${table('Not isolated both ways', ['workload', 'ingress', 'egress'], rows)}${more}`;
}
