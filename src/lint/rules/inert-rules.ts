import { isolates } from '../../engine';
import type { Rule } from '../../model';
import type { LintContext, PlacedRule } from '../framework/context';
import { INTERNET_V4 } from '../helpers/outside';
import { pairsOf, witnessOf } from '../helpers/pairs';
import type { LintRule } from '../framework/rule';

export const INERT_RULES: LintRule = {
  id: 'inert-rules',
  severity: 'warning',
  edge: true,
  assumes: 'own policies',
  summary: 'A policy has rules for a direction that `policyTypes` does not list.',
  why: '`policyTypes` decides which directions a policy isolates: rules for another direction are stored and have no effect',
  *check(context) {
    for (const policy of context.policies) {
      // where rules count by themselves, they have an effect
      if (policy.unread !== undefined || !policy.stage.isolating || policy.acts !== undefined) continue;
      for (const direction of ['ingress', 'egress'] as const) {
        const rule = policy.rules.find((candidate) => candidate.direction === direction);
        if (rule === undefined || isolates(policy, direction, context.profile)) continue;
        const witness = closed(context, { policy, rule }) ?? allowedOtherwise(context, { policy, rule });
        if (witness === undefined) continue;
        const type = direction === 'ingress' ? 'Ingress' : 'Egress';
        yield {
          message: `the ${direction} rules have no effect: \`policyTypes\` does not list ${type}`,
          fix: `add ${type} to \`policyTypes\`, or remove the rules`,
          origin: policy.origin,
          path: ['spec', direction],
          witness,
        };
      }
    }
  },
};

/** A denied connection that the rule should allow. */
function closed(context: LintContext, placed: PlacedRule) {
  for (const { source, destination } of pairsOf(context, placed)) {
    const witness = witnessOf(context, placed.rule, { source, destination }, 'denied');
    if (witness !== undefined) return witness;
  }
  return undefined;
}

/** An allowed connection that the policy would deny if the rule had an effect. */
function allowedOtherwise(context: LintContext, { policy, rule }: PlacedRule) {
  for (const c of context.subjects(policy)) {
    const [source, destination] = rule.direction === 'ingress' ? [INTERNET_V4, c] : [c, INTERNET_V4];
    const witness = matchesEverything(rule) ? undefined : context.witness(source, destination, 'TCP', 9, 'allowed');
    if (witness !== undefined) return witness;
  }
  return undefined;
}

function matchesEverything({ peers, traffic }: Rule): boolean {
  const anyone = peers === undefined || peers.some((peer) => peer.type === 'addresses' && peer.addresses.contains(INTERNET_V4));
  return anyone && traffic.fixed.contains('TCP', 9);
}
