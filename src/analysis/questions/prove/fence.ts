import { NetfenceError } from '../../../errors';
import type { NamespaceSelection, RulePeer, Policy, Rule } from '../../../model';
import type { DecidingRule } from '../../../results/deciding-rule';
import { RuleEffect } from '../../../results/enums';
import type { FenceOpening, FenceProof } from '../../../results/fence-proof';
import { ProofOutcome, ProofResult } from '../../../results/proof';
import { escapeText } from '../../../text/escape';
import { fenceInvariants } from '../../invariants/fence';
import type { Statement } from '../../invariants/statement';
import { AnalysisSession } from '../../session/session';
import { prove } from './prove';

/** What is declared of the namespace of a fence. */
interface FenceClaim {
  readonly namespace: string;
  /** Whether the pods of the namespace may reach each other. */
  readonly insideTraffic: boolean;
  /** What was declared, whatever was written; asked only where something else may have been. */
  declared(): readonly Policy[];
  /** Whether a policy of the input is written as it was declared. */
  isDeclared(policy: Policy): boolean;
}

/**
 * Proves that nothing passes into a namespace or out of it but what was declared; answers what refutes it, else what may refute it.
 *
 * The statement is what the declared policies say, so only a policy that is not written as declared can refute it, or a deny that is
 * missing: without either the proof is done. `within` are the policies of the input about the namespace.
 */
export function proveFence(session: AnalysisSession, claim: FenceClaim, within: readonly Policy[]): FenceProof[] {
  const { namespace, insideTraffic } = claim;
  const others = within.filter((policy) => !claim.isDeclared(policy) && opensMore(policy, claim));
  if (others.length === 0 && within.some(closesAll)) return [];
  const statements = fenceInvariants({ namespace, insideTraffic, policies: claim.declared().filter((policy) => isAbout(policy, namespace)) });
  // a policy of other namespaces can only close the other end, where no policy of the whole cluster comes after it
  const isClusterWide = within.some((policy) => policy.namespace === undefined);
  const alone = new AnalysisSession({ ...session.decoded, policies: within }, session.problems, session.profile);
  const first = isClusterWide ? undefined : proofs(alone, statements);
  if (first?.every(isProved)) return [];
  const results = first?.some(isRefuted) === false ? first : proofs(session, statements);
  const refuted = results.filter(isRefuted);
  if (refuted.length > 0) return refuted.flatMap((result) => proofOf(claim, result, others));
  if (others.length === 0 || results.every(isProved)) return [];
  return possibleOpenings(session, claim, statements, others);
}

/** What the other policies make unknown. Whether a block matches pods is unknown without them, too: a fence does not state it. */
function possibleOpenings(session: AnalysisSession, claim: FenceClaim, statements: readonly Statement[], others: readonly Policy[]): FenceProof[] {
  const judged = session.withProfile({ ...session.profile, blocksMatchPods: 'no' });
  const unknown = proofs(judged, statements).filter((result) => !isProved(result));
  if (unknown.length === 0) return [];
  const policies = session.decoded.policies.filter((policy) => !others.includes(policy));
  const without = proofs(new AnalysisSession({ ...session.decoded, policies }, session.problems, judged.profile), statements);
  const proved = new Set(without.filter(isProved).map(({ id }) => id));
  return unknown.flatMap((result) => proofOf(claim, result, others).filter(({ openedBy }) => openedBy.length > 0 || proved.has(result.id)));
}

function isAbout({ subject: { namespaces } }: Policy, namespace: string): boolean {
  return !('name' in namespaces) || namespaces.name === namespace;
}

function closesAll({ subject, isolates, unread }: Policy): boolean {
  return unread === undefined && isolates.length === 2 && 'name' in subject.namespaces && subject.pods.isEverything();
}

/** Whether a policy may open more than the inside, or anything where the inside is closed. */
function opensMore({ rules, unread }: Policy, { namespace, insideTraffic }: FenceClaim): boolean {
  const isHere = (selection: NamespaceSelection) => 'name' in selection && selection.name === namespace;
  const isInside = (peer: RulePeer) => peer.type === 'endpoints' && isHere(peer.endpoints.namespaces);
  const opens = ({ action, peers }: Rule) => action === 'allow' && (!insideTraffic || peers === undefined || !peers.every(isInside));
  return unread !== undefined || rules.some(opens);
}

function isProved({ outcome }: ProofResult): boolean {
  return outcome === ProofOutcome.PROVED;
}

function isRefuted({ outcome }: ProofResult): boolean {
  return outcome === ProofOutcome.REFUTED;
}

function proofs(session: AnalysisSession, statements: readonly Statement[]): ProofResult[] {
  try {
    return prove(session, statements, { triesOut: true, assumptions: false });
  } catch (error) {
    if (!(error instanceof NetfenceError && error.code === 'invariant-contradiction')) throw error;
    // a fence whose own rules open everything states nothing about that direction
    return statements.length === 1 ? [] : statements.flatMap((statement) => proofs(session, [statement]));
  }
}

function proofOf({ namespace }: FenceClaim, { outcome, counterexample, unknownBecause }: ProofResult, others: readonly Policy[]): FenceProof[] {
  if (outcome === ProofOutcome.PROVED || (outcome === ProofOutcome.REFUTED && counterexample === undefined)) return [];
  const { sentence = 'whether nothing else passes is not known', manifest, rules = [] } = counterexample ?? {};
  return [{
    namespace,
    isRefuted: outcome === ProofOutcome.REFUTED,
    sentence: escapeText(sentence),
    openedBy: rules.flatMap((rule) => openingOf(rule, others)),
    ...(manifest !== undefined && { manifest: manifest.trimEnd().split('\n').map(escapeText) }),
    because: unknownBecause.map(escapeText),
  }];
}

function openingOf({ effect, policy, field }: DecidingRule, others: readonly Policy[]): FenceOpening[] {
  if (effect !== RuleEffect.ALLOW && effect !== RuleEffect.UNREAD) return [];
  const rule = `${policy}${field === undefined ? '' : ` ${field}`}`;
  return others.filter(({ origin }) => origin.label === policy).map((other) => ({ rule, policy: other }));
}
