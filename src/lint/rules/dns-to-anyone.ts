import { isolatedGroups, namesIn } from '../helpers/groups';
import { INTERNET_V4 } from '../helpers/outside';
import type { LintRule } from '../framework/rule';
import { listed } from '../helpers/text';

export const DNS_TO_ANYONE: LintRule = {
  id: 'dns-to-anyone',
  severity: 'info',
  edge: true,
  assumes: 'one rule',
  summary: 'Port 53 is open to every address.',
  why: 'DNS queries to any server can carry data out of the cluster; a pod needs only the resolver of the cluster',
  *check(context) {
    for (const { classes, policies } of isolatedGroups(context, 'egress')) {
      const [c] = classes;
      if (context.verdict(c, INTERNET_V4, 'TCP', 443) !== 'denied') continue;
      const witness = context.witness(c, INTERNET_V4, 'UDP', 53, 'allowed');
      if (witness === undefined) continue;
      const opening = context.engine.decisions('egress', c, INTERNET_V4, 'UDP', 53).find(({ effect, rule }) => effect === 'allow' && rule !== undefined);
      yield {
        message: `${listed(namesIn(context, classes))} may query any DNS server, also outside the cluster`,
        fix: 'allow only the resolver: the pods `k8s-app: kube-dns` of namespace `kube-system`',
        origin: opening?.policy.origin ?? policies[0].origin,
        path: opening?.rule?.origin.path ?? ['spec', 'egress'],
        witness,
      };
    }
  },
};
