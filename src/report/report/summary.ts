import type { ClauseOutcome, Report, ReportExposure, ReportReview } from '../../results/report';
import { andMore } from '../../text/lists';
import { plural } from '../../text/plural';
import { summaryOf } from '../diff/words';
import { html, list, type Markup, NOTHING, place, prose } from './markup';
import { isolationText, namespaceDefault } from './words';

const COUNTED: readonly ClauseOutcome[] = ['proved', 'refuted', 'unknown', 'not applicable', 'not asked'];

/** The most errors that the summary names: it is one page. */
const MAX_ERRORS = 10;

/** The numbers on one page. */
export function summary({ summary: counts, clauses, invariants, review, register, defaults, exposure, drift }: Report): Markup {
  const { namespaces, workloads, pods, policies, allowedPairs, unknownPairs, deniedPairs, ingress, egress } = counts;
  const proofs = clauses.filter(({ evidence }) => evidence === 'proof');
  const rules = register.rules.filter(({ action }) => action !== 'isolate' && action !== 'unread');
  const others = register.rules.length - rules.length;
  const withoutReason = rules.filter(({ reason }) => reason === undefined).length;
  const closed = defaults.filter((one) => namespaceDefault(one) === 'yes').length;
  const { error, warning, info } = review.counts;
  return html`<dl>
<dt>Input</dt><dd>${plural(namespaces, 'namespace')}, ${plural(workloads, 'workload')}, ${plural(pods, 'pod')}, ${plural(policies, 'policy')}</dd>
<dt>Pairs of pods</dt><dd>${allowedPairs} with something allowed, ${unknownPairs} unknown, ${deniedPairs} denied</dd>
<dt>Pods, ingress</dt><dd>${isolationText(ingress)}</dd>
<dt>Pods, egress</dt><dd>${isolationText(egress)}</dd>
<dt>Denied by default</dt><dd>in ${closed} of ${plural(defaults.length, 'namespace')} with pods, every pod is isolated both ways: it has only what rules allow</dd>
<dt>Clauses with a proof</dt><dd>${countsOf(proofs)}</dd>
<dt>Invariants of your own</dt><dd>${invariants.length === 0 ? 'none given' : countsOf(invariants)}</dd>
<dt>Rules</dt><dd>${rules.length}, ${withoutReason} of them without a reason${others === 0 ? '' : `; the register has ${plural(others, 'more row')}, for policies without a rule in a direction, or that could not be read`}</dd>
<dt>Findings</dt><dd>${plural(error, 'error')}, ${plural(warning, 'warning')}, ${plural(info, 'remark')}: <a href="#review">review</a></dd>
<dt>Open to pods to come</dt><dd>${openLines(exposure)}</dd>
<dt>Changed since the last review</dt><dd>${review.changes === undefined ? 'no old state was given (--old)' : summaryOf(review.changes)}</dd>
<dt>Drift</dt><dd>${drift === undefined ? 'no state of the cluster was given (--live)' : summaryOf(drift)}</dd>
</dl>
${worst(review)}`;
}

function openLines({ lines, limited, notJudged }: ReportExposure): string {
  if (notJudged !== undefined) return `not judged: ${notJudged}`;
  return `${limited === undefined ? '' : 'at least '}${plural(lines.length, 'line')}`;
}

/** The findings that do not wait for a review, each with its place. */
function worst({ findings, otherFindings, counts }: ReportReview): Markup {
  const errors = [...otherFindings, ...findings].filter(({ severity }) => severity === 'error');
  if (errors.length === 0) return NOTHING;
  const items = errors.slice(0, MAX_ERRORS).map((finding) => html`${finding.rule}, ${finding.subject}: ${prose(finding.message)} ${place(finding)}`);
  return html`<h3>Errors</h3>
${list(items, '')}${counts.error > items.length ? html`<p>${andMore(counts.error - items.length, 'errors')}: <a href="#review">review</a>.</p>\n` : NOTHING}`;
}

function countsOf(proofs: readonly { readonly outcome: string }[]): string {
  const said = COUNTED.map((outcome) => [proofs.filter((proof) => proof.outcome === outcome).length, outcome] as const);
  return said.filter(([count]) => count > 0).map(([count, outcome]) => `${count} ${outcome}`).join(', ');
}
