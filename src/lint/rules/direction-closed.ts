import type { Direction, Policy, Witness } from '../../model';
import type { LintContext } from '../framework/context';
import { namesIn } from '../helpers/groups';
import { INTERNET_V4 } from '../helpers/outside';
import type { LintRule } from '../framework/rule';
import { listed } from '../helpers/text';

export const DIRECTION_CLOSED: LintRule = {
  id: 'direction-closed',
  severity: 'warning',
  edge: true,
  assumes: 'own policies',
  summary: 'A policy has rules for one direction and closes the other one without a word.',
  why: 'a direction that a policy restricts and has no section for is closed whole; without `policyTypes`, every policy restricts ingress',
  *check(context) {
    for (const policy of context.policies) {
      if (policy.unread !== undefined) continue;
      for (const { direction, isNamed } of policy.unspoken ?? []) {
        const classes = context.subjects(policy).filter((c) => isAlone(context, policy, direction, c));
        const witness = firstOf(classes, (c) => closed(context, direction, c));
        if (witness === undefined) continue;
        const type = direction === 'ingress' ? 'Ingress' : 'Egress';
        const other = direction === 'ingress' ? 'Egress' : 'Ingress';
        yield {
          severity: isNamed ? 'info' : 'warning',
          message: `the ${direction} of ${listed(namesIn(context, classes))} is closed: ${isNamed ? `\`policyTypes\` lists ${type}` : `a policy without \`policyTypes\` restricts ${direction}, too`}, and no \`${direction}\` section opens anything`,
          fix: `if this is meant, write it: \`${direction}: []\`; otherwise open what is needed, or write \`policyTypes: [${other}]\``,
          origin: policy.origin,
          path: isNamed ? ['spec', 'policyTypes'] : ['spec'],
          witness,
        };
      }
    }
  },
};

/** Whether no policy that speaks of the direction isolates the pods, too: closing them was its part then. */
function isAlone(context: LintContext, policy: Policy, direction: Direction, c: number): boolean {
  const isolating = context.isolating(direction, c);
  return isolating.includes(policy) && isolating.every(({ unspoken = [] }) => unspoken.some((one) => one.direction === direction));
}

function closed(context: LintContext, direction: Direction, c: number): Witness | undefined {
  if (direction === 'egress') return context.witness(c, INTERNET_V4, 'TCP', 443, 'denied');
  const { protocol, port } = context.engine.classes.example[c].ports[0] ?? { protocol: 'TCP', port: 80 };
  return context.witness(INTERNET_V4, c, protocol, port, 'denied');
}

function firstOf<T>(classes: readonly number[], of: (c: number) => T | undefined): T | undefined {
  for (const c of classes) {
    const found = of(c);
    if (found !== undefined) return found;
  }
  return undefined;
}
