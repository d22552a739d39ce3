import type { RegisteredRule, Report, ReportReview } from '../../results/report';
import { changes } from './changes';
import { html, type Markup, table } from './markup';
import { endText, placeText, trafficText } from './words';

/** What a review looks at: rules without effect or use, what is accepted, and what changed. */
export function review({ review: { findings, ignores, changes: diff }, register: { rules, record } }: Report): Markup {
  const unused = rules.filter(({ use }) => use?.records === 0);
  return html`<h3>Rules and policies without effect</h3>
${findingsOf(findings)}<h3>Rules that were never seen in use</h3>
${record === undefined ? html`<p>Not known: no record of traffic was given (<code>--flows</code>).</p>\n` : unusedOf(unused)}<h3>Findings that are accepted</h3>
${ignoresOf(ignores)}<h3>Changes since the last review</h3>
${diff === undefined ? html`<p>No old state was given (<code>--old</code>).</p>\n` : changes(diff, 'the last review', 'this input')}`;
}

function findingsOf(findings: ReportReview['findings']): Markup {
  if (findings.length === 0) return html`<p>None was found: no rule is shadowed or dead, and no policy selects nothing.</p>\n`;
  const rows = findings.map((finding) => {
    const { severity, rule, subject, message, fix } = finding;
    return [`${severity}: ${rule}`, subject, message, fix, html`<code>${placeText(finding)}</code>`];
  });
  return table('Findings', ['finding', 'about', 'what', 'fix', 'place'], rows);
}

function ignoresOf(ignores: ReportReview['ignores']): Markup {
  if (ignores.length === 0) return html`<p>None is accepted.</p>\n`;
  const rows = ignores.map(({ rules, reason, until = 'no last day', isExpired, where }) => (
    [rules.join(', '), reason, isExpired ? `${until}, over` : until, html`<code>${where}</code>`]));
  return table('Accepted', ['rules', 'reason', 'last day', 'where'], rows);
}

function unusedOf(rules: readonly RegisteredRule[]): Markup {
  if (rules.length === 0) return html`<p>The record shows every rule that allows something in use, or possibly in use.</p>\n`;
  return table('Never seen in the record', ['policy', 'from', 'to', 'traffic', 'place'], rules.map((rule) => (
    [rule.policy, endText(rule.source), endText(rule.destination), trafficText(rule), html`<code>${placeText(rule)}</code>`])));
}
