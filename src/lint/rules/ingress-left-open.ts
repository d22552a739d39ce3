import type { Witness } from '../../model';
import type { LintContext } from '../framework/context';
import type { LintRule } from '../framework/rule';
import { INTERNET_V4 } from '../helpers/outside';

export const INGRESS_LEFT_OPEN: LintRule = {
  id: 'ingress-left-open',
  severity: 'info',
  edge: true,
  summary: 'A policy without `types` has egress rules only, and leaves ingress open.',
  why: 'without `types`, a policy of Calico restricts the directions that have rules; a NetworkPolicy of the same rules would restrict ingress, too',
  *check(context) {
    for (const policy of context.policies) {
      if (policy.unread !== undefined || policy.leftOpen?.includes('ingress') !== true) continue;
      for (const c of context.subjects(policy)) {
        const witness = context.isolated('ingress', c) ? undefined : opened(context, c);
        if (witness === undefined) continue;
        yield {
          message: 'the policy has no `types` and egress rules only: it does not restrict ingress',
          fix: 'write `types: [Egress]` if this is meant, or else `types: [Ingress, Egress]`',
          origin: policy.origin,
          path: ['spec'],
          witness,
        };
        break;
      }
    }
  },
};

function opened(context: LintContext, c: number): Witness | undefined {
  const { protocol, port } = context.engine.classes.example[c].ports[0] ?? { protocol: 'TCP', port: 80 };
  return context.witness(INTERNET_V4, c, protocol, port, 'allowed');
}
