import { NetfenceError } from '../../../errors';
import type { Peer, Policy, Rule } from '../../../model';
import type { DecidingRule } from '../../../results/deciding-rule';
import { escapeText } from '../../../text/escape';
import { AnalysisSession } from '../../session/session';
import { fenceInvariants } from '../../invariants/fence';
import type { Statement } from '../../invariants/statement';
import type { FenceProof, FenceOpening } from '../../../results/fence-proof';
import { ProofOutcome, ProofResult } from '../../../results/proof';
import { prove } from './prove';

/**
 * Proves that nothing passes into a namespace or out of it but what stated policies open; answers what refutes it.
 *
 * The statement is what the stated policies say, so only a policy that is not stated can refute it, or a deny that is missing: without
 * either the proof is done.
 */
export function proveFence(session: AnalysisSession, namespace: string, isStated: (policy: Policy) => boolean): FenceProof[] {
  const within = session.decoded.policies.filter(({ subject: { namespaces } }) => !('name' in namespaces) || namespaces.name === namespace);
  const stated = within.filter(isStated);
  const unstated = within.filter((policy) => !isStated(policy) && policy.rules.some((rule) => opensOutwards(rule, namespace)));
  if (unstated.length === 0 && stated.some(closesAll)) return [];
  const statements = fenceInvariants(namespace, stated);
  // a policy of other namespaces can only close the other end, where no policy of the whole cluster comes after it
  const isClusterWide = within.some((policy) => policy.namespace === undefined);
  const fenced = () => new AnalysisSession({ ...session.decoded, policies: within }, session.problems, session.profile);
  if (!isClusterWide && refuted(fenced(), statements).length === 0) return [];
  return refuted(session, statements).flatMap(({ counterexample }) => {
    if (counterexample === undefined) return [];
    const { sentence, manifest, rules } = counterexample;
    const openedBy = rules.flatMap((rule) => openingOf(rule, unstated));
    return [{ namespace, sentence: escapeText(sentence), openedBy, ...(manifest !== undefined && { manifest: manifest.trimEnd().split('\n').map(escapeText) }) }];
  });
}

function closesAll({ subject, isolates, unread }: Policy): boolean {
  return unread === undefined && isolates.length === 2 && 'name' in subject.namespaces && subject.pods.isEverything();
}

/** Whether a rule may open more than the inside. */
function opensOutwards({ action, peers }: Rule, namespace: string): boolean {
  const isInside = (peer: Peer) => peer.type === 'endpoints' && 'name' in peer.endpoints.namespaces && peer.endpoints.namespaces.name === namespace;
  return action === 'allow' && (peers === undefined || !peers.every(isInside));
}

/** Those that are refuted; what is unknown is not an error. */
function refuted(session: AnalysisSession, statements: readonly Statement[]): ProofResult[] {
  try {
    return prove(session, statements).filter(({ outcome }) => outcome === ProofOutcome.REFUTED);
  } catch (error) {
    if (!(error instanceof NetfenceError && error.code === 'invariant-contradiction')) throw error;
    // a fence whose own rules open everything states nothing about that direction
    return statements.length === 1 ? [] : statements.flatMap((statement) => refuted(session, [statement]));
  }
}

function openingOf({ effect, policy, field }: DecidingRule, unstated: readonly Policy[]): FenceOpening[] {
  if (effect !== 'allow') return [];
  return unstated.filter(({ origin }) => origin.label === policy).map((other) => ({ rule: `${policy}${field === undefined ? '' : ` ${field}`}`, policy: other }));
}
