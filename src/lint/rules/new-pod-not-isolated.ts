import type { Origin } from '../../model';
import type { LintRule } from '../framework/rule';
import { isolationByNamespace } from '../helpers/unisolated';

export const NEW_POD_NOT_ISOLATED: LintRule = {
  id: 'new-pod-not-isolated',
  severity: 'warning',
  edge: false,
  summary: 'Every pod of a namespace is isolated, but a new pod may not be.',
  why: 'policies that select pods by their labels do not select a new pod with other labels: that pod is not isolated',
  *check(context) {
    const catchAll = new Set(context.policies.flatMap(({ subject, isolates, unread }) => (
      unread === undefined && 'name' in subject.namespaces && isolates.includes('ingress') && subject.pods.isEverything()
        ? [subject.namespaces.name]
        : [])));
    if (context.policies.some(({ stage, subject }) => !stage.isolating || !('name' in subject.namespaces))) return;
    const firstOf = new Map<string | undefined, Origin>();
    for (const { namespace, origin } of context.policies) if (!firstOf.has(namespace)) firstOf.set(namespace, origin);
    for (const [namespace, { isComplete }] of isolationByNamespace(context, 'ingress')) {
      if (!isComplete || catchAll.has(namespace)) continue;
      const declared = context.cluster.namespaces.get(namespace)?.origin;
      yield {
        message: `each pod of \`${namespace}\` is isolated by its labels, but a pod with other labels is not isolated`,
        fix: `add a default deny: a policy with \`podSelector: {}\`; or use \`DefaultDeny\` in code${hintOf(namespace, declared)}`,
        origin: declared ?? firstOf.get(namespace),
        path: [],
        subject: `Namespace ${namespace}`,
      };
    }
  },
};

/** Objects that name no namespace are read as those of `default`. */
function hintOf(namespace: string, declared: Origin | undefined): string {
  return namespace === 'default' && declared === undefined
    ? '; if the objects are applied to another namespace, name it with `--default-namespace`'
    : '';
}
