import { namesIn } from '../helpers/groups';
import { INTERNET_V4 } from '../helpers/outside';
import type { LintRule } from '../framework/rule';
import { listed } from '../helpers/text';
import { isolationByNamespace } from '../helpers/unisolated';

export const POD_NOT_ISOLATED_EGRESS: LintRule = {
  id: 'pod-not-isolated-egress',
  severity: 'info',
  edge: true,
  summary: 'No policy restricts the egress of some pods.',
  why: 'a pod that no policy selects for egress may send data to any address',
  *check(context) {
    for (const [namespace, { unselected }] of isolationByNamespace(context, 'egress')) {
      for (const c of unselected) {
        const witness = context.witness(c, INTERNET_V4, 'TCP', 443, 'allowed');
        if (witness === undefined) continue;
        yield {
          severity: 'info',
          message: `every destination can be reached by ${listed(namesIn(context, unselected))}`,
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
