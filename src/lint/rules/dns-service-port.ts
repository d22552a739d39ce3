import { dnsEnds, dnsWitness } from '../helpers/dns';
import { isolatedGroups, namesIn } from '../helpers/groups';
import type { LintRule } from '../framework/rule';
import { listed } from '../helpers/text';

export const DNS_SERVICE_PORT: LintRule = {
  id: 'dns-service-port',
  severity: 'error',
  edge: true,
  assumes: 'own policies',
  summary: 'A rule opens port 53 of OpenShift DNS, but its pods listen on 5353.',
  why: 'the Service of OpenShift DNS has port 53 and its pods listen on 5353; most agents evaluate a packet after that translation',
  *check(context) {
    const dns = dnsEnds(context).find(({ port }) => port === 5353);
    if (dns === undefined) return;
    for (const { classes, policies } of isolatedGroups(context, 'egress')) {
      const [c] = classes;
      if (context.verdict(c, dns.end, 'UDP', 53) !== 'allowed') continue;
      const witness = dnsWitness(context, c, dns, 'UDP', 5353, 'denied');
      if (witness === undefined) continue;
      yield {
        message: `${listed(namesIn(context, classes))} may reach the DNS pods at port 53, but not at 5353, where they listen`,
        fix: 'allow UDP and TCP 5353; keep 53 for agents that evaluate before the translation',
        origin: policies[0].origin,
        path: ['spec', 'egress'],
        witness,
      };
    }
  },
};
