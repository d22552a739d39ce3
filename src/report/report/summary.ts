import type { ClauseOutcome, Report } from '../../results/report';
import { plural } from '../../text/plural';
import { summaryOf } from '../diff/words';
import { html, type Markup } from './markup';
import { isolationText, namespaceDefault } from './words';

const COUNTED: readonly ClauseOutcome[] = ['proved', 'refuted', 'unknown', 'not applicable', 'not asked'];

/** The numbers on one page. */
export function summary({ summary: counts, clauses, invariants, review, register, defaults, exposure, drift }: Report): Markup {
  const { namespaces, workloads, pods, policies, allowedPairs, unknownPairs, deniedPairs, ingress, egress } = counts;
  const proofs = clauses.filter(({ evidence }) => evidence === 'proof');
  const withoutReason = register.rules.filter(({ action, reason }) => action !== 'isolate' && action !== 'unread' && reason === undefined).length;
  const closed = defaults.filter((one) => namespaceDefault(one) === 'yes').length;
  const { error, warning, info } = review.counts;
  return html`<dl>
<dt>Input</dt><dd>${plural(namespaces, 'namespace')}, ${plural(workloads, 'workload')}, ${plural(pods, 'pod')}, ${plural(policies, 'policy')}</dd>
<dt>Pairs of pods</dt><dd>${allowedPairs} with something allowed, ${unknownPairs} unknown, ${deniedPairs} denied</dd>
<dt>Pods, ingress</dt><dd>${isolationText(ingress)}</dd>
<dt>Pods, egress</dt><dd>${isolationText(egress)}</dd>
<dt>Denied by default</dt><dd>${closed} of ${plural(defaults.length, 'namespace')} with pods deny by default both ways</dd>
<dt>Clauses with a proof</dt><dd>${countsOf(proofs)}</dd>
<dt>Invariants of your own</dt><dd>${invariants.length === 0 ? 'none given' : countsOf(invariants)}</dd>
<dt>Rules</dt><dd>${register.rules.length} in the register, ${withoutReason} of them without a reason</dd>
<dt>Findings</dt><dd>${plural(error, 'error')}, ${plural(warning, 'warning')}, ${plural(info, 'remark')}</dd>
<dt>Open to pods to come</dt><dd>${plural(exposure.count, 'line')}</dd>
<dt>Changed since the last review</dt><dd>${review.changes === undefined ? 'no old state was given (--old)' : summaryOf(review.changes)}</dd>
<dt>Drift</dt><dd>${drift === undefined ? 'no state of the cluster was given (--live)' : summaryOf(drift)}</dd>
</dl>
`;
}

function countsOf(proofs: readonly { readonly outcome: string }[]): string {
  const said = COUNTED.map((outcome) => [proofs.filter((proof) => proof.outcome === outcome).length, outcome] as const);
  return said.filter(([count]) => count > 0).map(([count, outcome]) => `${count} ${outcome}`).join(', ');
}
