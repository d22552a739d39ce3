import type { Report, ReportReview, ReviewFinding } from '../../results/report';
import type { RegisteredRule } from '../../results/report-register';
import { changes } from './changes';
import { cutOff, html, type Markup, NOTHING, place, prose, table } from './markup';
import { endText, trafficText } from './words';

/** The most findings, and the most rules without use, that are listed. */
const MAX_ROWS = 1000;

/** What a review looks at: rules without effect or use, what is accepted, and what changed. */
export function review({ review: { findings, otherFindings, ignores, changes: diff }, register: { rules, record } }: Report): Markup {
  const unused = rules.filter(({ use }) => use?.records === 0);
  return html`<h3>Rules and policies without effect</h3>
${findings.length === 0 ? NO_FINDINGS : findingsOf('Without effect', findings)}<h3>Rules that were never seen in use</h3>
${record === undefined ? html`<p>Not known: no record of traffic was given (<code>--flows</code>).</p>\n` : unusedOf(unused)}
<h3 id="findings">Other findings of the check</h3>
${otherFindings.length === 0 ? html`<p>None.</p>\n` : findingsOf('Findings', otherFindings)}<h3>Findings that are accepted</h3>
${ignoresOf(ignores)}<h3>Changes since the last review</h3>
${diff === undefined ? NO_OLD : changes(diff, 'changes-picture', 'the last review', 'this input')}`;
}

const NO_OLD = html`<p>No old state was given (<code>--old</code>).</p>
`;
const NO_FINDINGS = html`<p>The check found none: it looks for rules that are never reached or that match nothing of the input, and for policies that
select nothing. Findings below may be about the effect of a rule, too.</p>
`;

function findingsOf(caption: string, findings: readonly ReviewFinding[]): Markup {
  const rows = findings.slice(0, MAX_ROWS).map((finding) => {
    const { severity, rule, subject, message, fix } = finding;
    return [`${severity}: ${rule}`, subject, prose(message), prose(fix), place(finding)];
  });
  const rest = findings.length > MAX_ROWS ? cutOff(findings.length - MAX_ROWS, 'findings', 'netfence check') : NOTHING;
  return html`${table(`${caption} (${findings.length})`, ['finding', 'about', 'what', 'fix', 'place'], rows)}${rest}`;
}

function ignoresOf(ignores: ReportReview['ignores']): Markup {
  if (ignores.length === 0) return html`<p>None is accepted.</p>\n`;
  const rows = ignores.map(({ rules, reason, until = 'no last day', isExpired, where }) => (
    [rules.join(', '), prose(reason), isExpired ? `${until}, over` : until, html`<code>${where}</code>`]));
  return table('Accepted', ['rules', 'reason', 'last day', 'where'], rows);
}

function unusedOf(rules: readonly RegisteredRule[]): Markup {
  if (rules.length === 0) return html`<p>The record shows every rule that allows something in use, or possibly in use.</p>\n`;
  const rows = rules.slice(0, MAX_ROWS).map((rule) => (
    [rule.policy, endText(rule.source), endText(rule.destination), trafficText(rule), place(rule)]));
  const rest = rules.length > MAX_ROWS ? cutOff(rules.length - MAX_ROWS, 'rules', '--csv FILE') : NOTHING;
  return html`${table(`Never seen in the record (${rules.length})`, ['policy', 'from', 'to', 'traffic', 'place'], rows)}${rest}`;
}
