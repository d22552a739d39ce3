import { ProofOutcome, type ProofResult } from '../../results/proof';
import type { ClauseEvidence, Report, ReportClause } from '../../results/report';
import { assumptionText, noteText } from '../proof/words';
import { html, list, manifestLines, type Markup, NOTHING, place, prose } from './markup';
import { OUTCOMES } from './words';

const SEE: Readonly<Record<Exclude<ClauseEvidence, 'proof'>, Markup>> = {
  register: html`<p>Evidence: the <a href="#register">register of rules</a>.</p>\n`,
  review: html`<p>Evidence: the <a href="#review">review</a>.</p>\n`,
  picture: html`<p>Evidence: the <a href="#zones">picture and matrix of zones</a> and the <a href="#register">register of rules</a>.</p>\n`,
  default: html`<p>Evidence: <a href="#defaults">denied by default</a> and the <a href="#zones">picture and matrix of zones</a>.</p>\n`,
};

/** What is proved for each clause, and for invariants of the user. */
export function clauses({ clauses: all, invariants }: Report): Markup {
  return html`<p>An invariant is proved for all pods that exist and all that could, as far as its assumptions hold.
No outcome says that an organisation complies: that is for people to judge.</p>
${all.map(clause)}<h3>Invariants of your own</h3>
${invariants.length === 0 ? html`<p>None was given (<code>--invariants</code>).</p>\n` : invariants.map((proof) => html`<div class="clause"><h4>${
  proof.id}: ${OUTCOMES[proof.outcome]}</h4>
${proof.file === undefined ? NOTHING : html`<p>${place(proof)}</p>\n`}${proofBody(proof)}</div>
`)}`;
}

function clause({ id, title, source, sentence, outcome, evidence, proofs, limits }: ReportClause): Markup {
  const found = proofs.map((proof) => html`<h4>${proof.id}: ${OUTCOMES[proof.outcome]}</h4>\n${proofBody(proof, false)}`);
  const asked = outcome === 'not asked' ? html`<p>Not asked: name the namespace with <code>--pci NAMESPACE</code>.</p>\n` : NOTHING;
  return html`<div class="clause"><h3 id="clause-${id}">${title}: ${OUTCOMES[outcome]}</h3>
<p>${sentence} (<a href="${source}" rel="noreferrer">source</a>)</p>
${evidence === 'proof' ? NOTHING : SEE[evidence]}${asked}${found}<p><strong>What this does not show:</strong> ${limits}</p></div>
`;
}

/** `withReason`: whether the reason is the user's own. */
function proofBody(proof: ProofResult, withReason = true): Markup {
  const { outcome, reason, assumptions, unknownBecause, notes, counterexample } = proof;
  const because = unknownBecause.length === 0
    ? NOTHING
    : html`<p>${outcome === ProofOutcome.UNKNOWN ? 'Not known, because:' : 'Because:'}</p>\n${list(unknownBecause.map(prose), '')}`;
  const assumed = assumptions.length === 0 ? NOTHING : html`<p>Assumes:</p>\n${list(assumptions.map((one) => prose(assumptionText(one))), '')}`;
  return html`${withReason && reason !== undefined ? html`<p>Reason: ${reason}</p>\n` : NOTHING}${because}${assumed}${
    counterexample === undefined ? NOTHING : broken(counterexample, outcome)}${
    notes.length === 0 ? NOTHING : list(notes.map((note) => prose(noteText(note))), '')}`;
}

function broken({ sentence, rules, who, manifest }: NonNullable<ProofResult['counterexample']>, outcome: ProofOutcome): Markup {
  const decided = rules.map((rule) => {
    const { policy, field, direction, effect, reason } = rule;
    const named = field === undefined ? policy : `${policy} ${field}`;
    return html`${named} ${place(rule)}: ${direction} ${effect}${reason === undefined ? '' : ` (${reason})`}`;
  });
  return html`<p><strong>${outcome === ProofOutcome.REFUTED ? 'Counterexample' : 'Possible counterexample'}:</strong> ${prose(sentence)}</p>
${decided.length === 0 ? NOTHING : list(decided, '')}${
  who.length === 0 ? NOTHING : html`<p>Who can bring it about: ${prose(who.join('; '))}</p>\n`}${
  manifest === undefined ? NOTHING : html`<p>Pods that would have to be created:</p>\n<pre>${manifestLines(manifest)}</pre>\n`}`;
}
