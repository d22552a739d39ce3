import type { Report } from '../../results/report';
import { changes } from './changes';
import { html, type Markup } from './markup';

/** What differs between the input and the state of the cluster. */
export function drift({ drift: diff }: Report): Markup {
  if (diff === undefined) return html`<p>Not known: no state of the cluster was given (<code>--live</code>).</p>\n`;
  return html`<h3>What differs</h3>\n${changes(diff, 'drift-picture', 'the input', 'the cluster')}`;
}
