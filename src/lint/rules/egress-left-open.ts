import type { Policy } from '../../model';
import { INTERNET_V4 } from '../helpers/outside';
import type { LintRule } from '../framework/rule';

export const EGRESS_LEFT_OPEN: LintRule = {
  id: 'egress-left-open',
  severity: 'warning',
  edge: true,
  assumes: 'own policies',
  summary: 'A policy seems to be about egress and restricts ingress only.',
  why: 'without `policyTypes`, a policy isolates ingress, and it isolates egress only if it has an egress rule; with an empty `egress` list, egress stays open',
  *check(context) {
    for (const policy of context.policies) {
      if (policy.unread !== undefined || !policy.stage.isolating || policy.isolates.includes('egress')) continue;
      const written = writesEgress(policy);
      if (!written && !/egress|outbound/i.test(policy.name)) continue;
      for (const c of context.subjects(policy)) {
        const witness = context.witness(c, INTERNET_V4, 'TCP', 443, 'allowed');
        if (witness === undefined) continue;
        yield {
          severity: written ? 'error' : 'warning',
          message: written ? 'the policy has an empty `egress` and no `policyTypes` with Egress: it isolates ingress only, and egress stays open' : `\`${policy.name}\` does not isolate egress`,
          fix: 'write `policyTypes: [Egress]`',
          origin: policy.origin,
          path: written ? ['spec', 'egress'] : ['spec'],
          witness,
        };
        break;
      }
    }
  },
};

/** Whether the field is written in the file: then it has its own position. */
function writesEgress({ origin, rules }: Policy): boolean {
  if (origin.document === undefined || rules.some(({ direction }) => direction === 'egress')) return false;
  const field = origin.document.position(['spec', 'egress']);
  const spec = origin.document.position(['spec']);
  return field.line !== spec.line || field.column !== spec.column;
}
