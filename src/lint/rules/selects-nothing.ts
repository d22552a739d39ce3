import { AGENTS } from '../../model';
import type { Policy } from '../../model';
import type { LintRule } from '../framework/rule';
import { nearLabel } from '../helpers/near-label';
import { mayBeNotShown } from '../helpers/not-shown';
import { subjectPath } from '../helpers/text';

export const SELECTS_NOTHING: LintRule = {
  id: 'selects-nothing',
  severity: 'warning',
  edge: false,
  summary: 'A policy selects no pod.',
  why: 'a policy without pods protects nothing; the cause is often a typing error in a label',
  *check(context) {
    const populated = new Set(context.cluster.workloads.map(({ namespace }) => namespace));
    for (const policy of context.policies) {
      const { namespaces, pods } = policy.subject;
      if (policy.unread !== undefined || !('name' in namespaces) || pods.isEverything() || meansNoPod(policy) || !populated.has(namespaces.name)) continue;
      // `host-network-target` reports pods on the host network
      if (context.maySelect(policy.subject) || mayBeNotShown(context.cluster, policy.subject)) continue;
      const near = nearLabel(pods, context.cluster.workloads.filter(({ namespace }) => namespace === namespaces.name).map(({ labels }) => labels));
      yield {
        message: `the policy selects no pod of namespace \`${namespaces.name}\``,
        fix: near === undefined ? `correct \`${subjectPath(policy).slice(-1)[0]}\`, or remove the policy` : `did you mean \`${near}\`?`,
        origin: policy.origin,
        path: subjectPath(policy),
      };
    }
  },
};

/** Whether an agent's own language says that no pod is meant: other identities are, or other rules are about it. */
function meansNoPod({ language, subject: { pods } }: Policy): boolean {
  return language?.set === AGENTS && pods.constraints.some(([, constraint]) => constraint.isEmpty());
}
