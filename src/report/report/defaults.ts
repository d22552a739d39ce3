import type { Exposure } from '../../results/exposure';
import type { NamespaceDefault, Report } from '../../results/report';
import { andMore, listed } from '../../text/lists';
import { peersText, whoText } from '../exposure/words';
import { plural } from '../../text/plural';
import { exposureDrawing } from '../picture/exposure';
import { drawn } from './drawn';
import { html, list, type Markup, NOTHING, prose, table } from './markup';
import { isolationText, namespaceDefault } from './words';

/** The most open workloads of all namespaces that are named. */
const MAX_OPEN = 500;

/** What is denied by default in each namespace, the pods on the host network, and who could create pods that get in. */
export function defaults({ defaults: namespaces, exposure }: Report): Markup {
  const rows = namespaces.map((one) => [one.namespace, namespaceDefault(one), one.pods, isolationText(one.ingress), isolationText(one.egress)]);
  const open = namespaces.flatMap((one) => one.open);
  const hosts = namespaces.flatMap(({ hostNetwork }) => hostNetwork);
  const { incomplete, notJudged, limited } = exposure;
  return html`<p>A namespace denies by default where every pod of the input is definitely isolated in both directions: what no rule allows is denied.
A rule may allow everything all the same: the register has each. Pods that are unknown do not count as isolated.</p>
${table('Namespaces with pods', ['namespace', 'denied by default', 'pods', 'ingress', 'egress'], rows)}
<h3>Workloads that are not isolated both ways</h3>
${openTable(open)}<h3>Pods on the host network</h3>
<p>Most network agents apply no policy to them: they reach what the node reaches.</p>
${list(hosts.length === 0 ? [] : [listed(hosts, MAX_OPEN, 'workloads')], 'None in the input.')}<h3>Open to pods that do not exist yet</h3>
${incomplete === undefined ? NOTHING : html`<p class="warn"><strong>Not complete:</strong> ${prose(incomplete)}</p>\n`}${
  notJudged !== undefined ? html`<p class="warn"><strong>Not judged:</strong> ${notJudged}.</p>\n` : exposed(exposure.lines)}${
  limited === undefined ? NOTHING : cut(exposure.lines.length, limited)}`;
}

/** What is open to pods that do not exist yet, as a picture and a table. */
export function exposed(exposures: readonly Exposure[]): Markup {
  if (exposures.length === 0) return html`<p>Nothing.</p>\n`;
  const rows = exposures.map((line) => [line.workload, line.direction, peersText(line), line.traffic.text, prose(whoCould(line))]);
  const columns = ['workload', 'direction', 'pods to come', 'traffic', 'who could create them'];
  return html`${drawn('exposure-picture', exposureDrawing(exposures))}${table('Who could create pods that get in, or that are reached', columns, rows)}`;
}

function whoCould(line: Exposure): string {
  return line.isDefinite ? whoText(line) : `possibly: ${line.reasons.join('; ')}`;
}

function cut(lines: number, { asked, workloads }: NonNullable<Report['exposure']['limited']>): Markup {
  return html`<p class="warn"><strong>Cut off:</strong> these are the first ${lines} lines. ${asked} of ${plural(workloads, 'workload')} were asked;
<code>netfence exposure</code> asks all.</p>
`;
}

function openTable(open: NamespaceDefault['open']): Markup {
  if (open.length === 0) return html`<p>None.</p>\n`;
  const rows = open.slice(0, MAX_OPEN).map(({ workload, ingress, egress }) => [workload, ingress, egress]);
  const more = open.length > MAX_OPEN ? html`<p>${andMore(open.length - MAX_OPEN, 'workloads')}.</p>\n` : NOTHING;
  return html`${table('Not isolated both ways', ['workload', 'ingress', 'egress'], rows)}${more}`;
}
