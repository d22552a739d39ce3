import type { VerdictLine } from '../../results/connections';
import type { PictureOptions } from '../picture/alone';
import { endName, listDrawing } from '../picture/list';
import { drawn } from '../report/drawn';
import { cutOff, html, NOTHING, prose, tableOrNone } from '../report/markup';
import { decidingRules } from '../report/pairs';
import { partAlone } from '../report/part-alone';

/** The most connections that the document lists. */
const MAX_ROWS = 10_000;

/** Who reaches whom, as a document: a picture, and each connection with what decides it. */
export function renderListHtml(lines: Iterable<VerdictLine>, options: PictureOptions): Iterable<string> {
  const open = [...lines].filter(({ verdict }) => verdict !== 'denied');
  const rows = open.slice(0, MAX_ROWS).map(({ source, destination, verdict, traffic, reasons = [], rules }) => [
    ...[endName(source), endName(destination), verdict, traffic.text],
    html`${reasons.map((reason) => html`${prose(`because ${reason}`)}; `)}${rules.length === 0 ? 'no rule and no policy' : decidingRules(rules)}`,
  ]);
  const left = open.length - rows.length;
  const found = tableOrNone('Connections', ['from', 'to', 'verdict', 'traffic', 'decided by'], rows);
  const content = html`<p>What is allowed or unknown. What is denied is not listed.</p>
${drawn('list-picture', listDrawing(open))}${found}${left > 0 ? cutOff(left, 'connections', 'netfence list --format jsonl') : NOTHING}`;
  return partAlone('Who reaches whom', content, options);
}
