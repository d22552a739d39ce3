import { dnsEnds, dnsWitness } from '../helpers/dns';
import { isolatedGroups, namesIn } from '../helpers/groups';
import { opensTo } from '../helpers/outside';
import type { LintRule } from '../framework/rule';
import { listed, nameOf } from '../helpers/text';

export const DNS_BLOCKED: LintRule = {
  id: 'dns-blocked',
  severity: 'error',
  edge: true,
  summary: 'Pods that may open connections cannot resolve names.',
  why: 'a pod finds Services by name; without DNS, connections fail although the policies allow them',
  *check(context) {
    const ends = dnsEnds(context);
    const pods = ends.find((dns) => dns.pods);
    if (pods === undefined) return;
    for (const { classes, policies } of isolatedGroups(context, 'egress')) {
      const [c] = classes;
      const opens = opensTo(context, c);
      if (opens === 'nothing' || classes.some((classId) => classId === pods.end)) continue;
      if (ends.some(({ end, port }) => context.verdict(c, end, 'UDP', port) !== 'denied' || context.verdict(c, end, 'TCP', port) !== 'denied')) continue;
      const witness = dnsWitness(context, c, pods, 'UDP', pods.port, 'denied');
      if (witness === undefined) continue;
      yield {
        severity: opens === 'pods' ? 'error' : 'warning',
        message: `${listed(namesIn(context, classes))} may open connections and cannot reach DNS over UDP or TCP`,
        fix: `allow egress to the pods of \`${nameOf(pods.shown.workload!)}\`, UDP and TCP ${pods.port}; or use \`DnsEgress\` in code`,
        origin: policies[0].origin,
        path: ['spec', 'egress'],
        witness,
      };
    }
  },
};
