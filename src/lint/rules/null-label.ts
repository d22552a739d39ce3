import { formatPath } from '../../model';
import type { FieldPath, Policy, Rule } from '../../model';
import type { LintContext } from '../framework/context';
import type { LintRule } from '../framework/rule';
import { pairsOf, witnessOf } from '../helpers/pairs';
import { subjectPath } from '../helpers/text';

export const NULL_LABEL: LintRule = {
  id: 'null-label',
  severity: 'error',
  edge: true,
  summary: 'A selector has a label whose value is null, which the API server drops: the selector means more pods.',
  why: 'in a custom resource, a null is removed before it is stored; a selector of which nothing is left selects everything',
  *check(context) {
    for (const policy of context.policies) {
      for (const path of policy.droppedLabels ?? []) {
        for (const rule of rulesAt(policy, path)) {
          const witness = firstWitness(context, policy, rule);
          if (witness === undefined) continue;
          const label = path[path.length - 1];
          yield {
            message: `\`${formatPath(path)}\` is null, so it is not stored, and \`${String(label)}\` is not asked for`,
            fix: `write the value, or \`{ key: ${String(label)}, operator: Exists }\` in \`matchExpressions\` for any`,
            origin: policy.origin,
            path,
            witness,
          };
          break;
        }
      }
    }
  },
};

/** The rules that the place of a selector concerns: its own, or all of them where it selects the subject. */
function rulesAt(policy: Policy, path: FieldPath): readonly Rule[] {
  const leadsTo = (outer: FieldPath) => outer.every((step, i) => step === path[i]);
  return leadsTo(subjectPath(policy)) ? policy.rules : policy.rules.filter(({ origin }) => leadsTo(origin.path));
}

function firstWitness(context: LintContext, policy: Policy, rule: Rule) {
  for (const ends of pairsOf(context, { policy, rule })) {
    const witness = witnessOf(context, rule, ends, 'denied') ?? witnessOf(context, rule, ends, 'allowed');
    if (witness !== undefined) return witness;
  }
  return undefined;
}
