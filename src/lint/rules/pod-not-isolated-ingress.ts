import { namesIn } from '../helpers/groups';
import { INTERNET_V4 } from '../helpers/outside';
import type { LintRule } from '../framework/rule';
import { listed } from '../helpers/text';
import { isolationByNamespace } from '../helpers/unisolated';

export const POD_NOT_ISOLATED_INGRESS: LintRule = {
  id: 'pod-not-isolated-ingress',
  severity: 'warning',
  edge: true,
  summary: 'No policy restricts the ingress of some pods.',
  why: 'a pod that no policy selects accepts every connection, also from other namespaces and from outside',
  *check(context) {
    const policies = new Set(context.policies.map(({ namespace }) => namespace));
    for (const [namespace, { unselected }] of isolationByNamespace(context, 'ingress')) {
      for (const c of unselected) {
        const witness = context.witness(INTERNET_V4, c, 'TCP', 443, 'allowed');
        if (witness === undefined) continue;
        yield {
          severity: policies.has(namespace) ? 'warning' : 'info',
          message: `every source can connect to ${listed(namesIn(context, unselected))}`,
          fix: 'add a default deny for the namespace and allow what is needed; or use `NamespaceFence` in code',
          origin: context.cluster.namespaces.get(namespace)?.origin ?? context.workloads(c)[0].origin,
          path: [],
          subject: `Namespace ${namespace}`,
          witness,
        };
        break;
      }
    }
  },
};
