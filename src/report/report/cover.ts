import type { Report, ReportCover } from '../../results/report';
import type { InputProblem } from '../../results/problem';
import { andMore } from '../../text/lists';
import { plural } from '../../text/plural';
import type { JsonSum } from './json';
import { html, list, type Markup, NOTHING, prose, table } from './markup';

/** The most problems that the cover lists. */
const MAX_PROBLEMS = 200;

const ROLES = { manifests: 'manifests', flows: 'recorded traffic', invariants: 'invariants', old: 'manifests before', live: 'state of the cluster' } as const;

/** What the report is about, and what it rests on. */
export function cover(report: Report, json: JsonSum): Markup {
  const { date, version, agent, agentSource, inputs, commit, facts, unknownKinds, remarks } = report.cover;
  const { namespaces, workloads, pods, policies } = report.summary;
  return html`${report.isUnderstood ? NOTHING : INCOMPLETE}<dl>
<dt>Scope</dt><dd>${plural(namespaces, 'namespace')}, ${plural(workloads, 'workload')}, ${plural(pods, 'pod')}, ${plural(policies, 'policy')}</dd>
<dt>Date</dt><dd>${date}</dd>
<dt>Made by</dt><dd>netfence ${version}</dd>
<dt>Network agent assumed</dt><dd>${agent === 'spec' ? 'none: what the specification of the API leaves open is unknown' : agent} (${agentSource})</dd>
<dt>Git commit</dt><dd>${commit === undefined ? 'none: the input is in no repository that git can read' : `${commit.id}${commit.isChanged ? ', with files that are not in it, or differ from it' : ''}`}</dd>
<dt>The same as JSON</dt><dd>SHA-256 <code>${json.sha256}</code></dd>
</dl>
<h3>What was not understood, and warnings</h3>
${problems(report.cover)}${list(remarks.map(prose), 'No further remarks.')}${unknownKinds.length === 0 ? NOTHING : html`<p>Kinds that are not known, so that it is not known whether they make pods or policies: ${unknownKinds.map(({ kind, objects }) => `${objects} ${kind}`).join(', ')}.</p>
`}<h3>Facts and assumptions</h3>
${list(facts.map(({ field, source }) => html`<code>${field}</code>, stated by ${source}`), 'Nothing is stated about the cluster besides its objects.')}<p>What the proofs assume stands below each of them in <a href="#clauses">Proofs by clause</a>.</p>
${table('Inputs', ['file', 'role', 'bytes', 'SHA-256'], inputs.map(({ file, role, size, sha256 }) => [html`<code>${file}</code>`, ROLES[role], size, html`<code>${sha256}</code>`]))}${FIELDS}`;
}

const INCOMPLETE = html`<p class="warn"><strong>Not complete:</strong> the input was not fully understood. No part of this report counts as complete; unknown is never counted as isolated, denied or proved.</p>
`;

/** To be filled in by people. */
const FIELDS = html`<div class="wide" role="region" tabindex="0" aria-label="To be filled in"><table class="fields"><caption>To be filled in</caption>
<thead><tr><th scope="col">approved by</th><th scope="col">date</th><th scope="col">next review</th></tr></thead>
<tbody><tr><td></td><td></td><td></td></tr></tbody></table></div>
`;

function problems({ problems: all }: ReportCover): Markup {
  if (all.length === 0) return html`<p>All of the input was understood.</p>\n`;
  const rest = all.length > MAX_PROBLEMS ? html`<p>${andMore(all.length - MAX_PROBLEMS, 'problems')}: the command says them on standard error.</p>\n` : NOTHING;
  const rows = all.slice(0, MAX_PROBLEMS).map((problem) => [problem.isError ? 'not understood' : 'warning', problem.code, prose(messageOf(problem)), placeOf(problem)]);
  return html`${table('Problems of the input', ['weight', 'code', 'what', 'where'], rows)}${rest}`;
}

function messageOf({ message, fix }: InputProblem): string {
  return fix === undefined ? message : `${message}; fix: ${fix}`;
}

function placeOf({ position }: InputProblem): string {
  return position === undefined ? '' : `${position.file}:${position.line}:${position.column}`;
}
