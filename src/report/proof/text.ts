import type { DecidingRule } from '../../results/deciding-rule';
import { escapeText } from '../../text/escape';
import type { ProofResult } from '../../results/proof';
import { needsLine } from '../needed-facts';
import { assumptionText, noteText } from './words';

/** Proofs in words, one after the other; the assumptions that all proved ones share stand once at the end. */
export function* renderProofs(proofs: readonly ProofResult[]): Generator<string> {
  for (const proof of proofs) yield* proofLines(proof).map((line) => `${line}\n`);
  const proved = proofs.filter(({ outcome }) => outcome === 'proved').map(({ id, assumptions }) => ({ id, assumptions: assumptions.map(assumptionText) }));
  if (proved.length > 0) {
    const shared = sharedAssumptions(proved);
    yield `\n${proved.length === 1 ? 'The proof assumes' : 'The proofs assume'}:\n`;
    for (const assumption of shared) yield `  - ${escapeText(assumption)}\n`;
    for (const { id, assumptions } of proved) for (const assumption of assumptions.filter((one) => !shared.includes(one))) yield `  - ${escapeText(id)}: ${escapeText(assumption)}\n`;
  }
  const count = (outcome: string) => proofs.filter((proof) => proof.outcome === outcome).length;
  const inapplicable = count('not applicable') === 0 ? '' : `, ${count('not applicable')} not applicable`;
  yield `\n${count('proved')} proved, ${count('refuted')} refuted, ${count('unknown')} unknown${inapplicable}\n`;
}

function sharedAssumptions(proved: readonly { readonly assumptions: readonly string[] }[]): string[] {
  return proved[0].assumptions.filter((assumption) => proved.every(({ assumptions }) => assumptions.includes(assumption)));
}

/** A proof in lines: the outcome first, then why. */
export function proofLines({ id, outcome, reason, unknownBecause, needs, counterexample, notes }: ProofResult): string[] {
  const text = [`${outcome.padEnd(7)} ${escapeText(id)}${reason === undefined ? '' : ` (${escapeText(reason)})`}`];
  for (const why of unknownBecause) text.push(`  because ${escapeText(why)}`);
  const settled = needsLine(needs);
  if (settled !== undefined) text.push(`  ${settled}`);
  for (const note of notes) text.push(`  note: ${escapeText(noteText(note))}`);
  if (counterexample === undefined) return text;
  const { sentence, destination, traffic, who, rules, manifest } = counterexample;
  text.push(`  ${escapeText(sentence)}`);
  // an invariant about isolation is broken by no traffic
  if (destination !== undefined) text.push(`  all traffic: ${traffic.text}`);
  for (const rule of rules) text.push(`  ${ruleText(rule)}`);
  for (const one of who) text.push(`  who can do that: ${escapeText(one)}`);
  if (manifest !== undefined) text.push('  the counterexample, confirmed together with the input:', ...manifest.trimEnd().split('\n').map((line) => `    ${escapeText(line)}`));
  return text;
}

function ruleText({ direction, effect, policy, field, file, line, reason }: DecidingRule): string {
  const place = file === undefined ? '' : ` at ${escapeText(file)}:${line}`;
  return `${direction}: ${effect} by ${escapeText(policy)}${field === undefined ? '' : ` ${escapeText(field)}`}${place}${reason === undefined ? '' : ` (${escapeText(reason)})`}`;
}
