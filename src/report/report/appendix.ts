import type { Report } from '../../results/report';
import type { JsonSum } from './json';
import { html, type Markup } from './markup';

/** Where the same is for machines, and what the report does not hold. */
export function appendix({ cover: { version } }: Report, { sha256, size }: JsonSum): Markup {
  return html`<p>All parts as one JSON object: <code>netfence report … --json FILE</code>, or <code>--format json</code>;
<code>schemas/report.schema.json</code> of the package is its form. Made of the same input, by netfence ${version} and for the same date,
it has ${size} bytes and the SHA-256 <code>${sha256}</code>.</p>
<h3>What this version does not hold</h3>
<ul><li>Rules of your own (<code>ruleModules</code>) are not run.</li></ul>
<h3>Words</h3>
<dl>
<dt>isolated</dt><dd>A policy selects the pod in this direction: only what a rule allows passes.</dd>
<dt>unknown</dt><dd>The input, or the specification, leaves it open. It is never counted as isolated, denied or proved.</dd>
<dt>proved</dt><dd>It holds for all pods that exist and all that could, as far as the assumptions that are named hold.</dd>
</dl>
`;
}
