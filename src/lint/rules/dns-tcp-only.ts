import { dnsEnds, dnsWitness } from '../helpers/dns';
import { isolatedGroups, namesIn } from '../helpers/groups';
import type { LintRule } from '../framework/rule';
import { listed } from '../helpers/text';

export const DNS_TCP_ONLY: LintRule = {
  id: 'dns-tcp-only',
  severity: 'error',
  edge: true,
  assumes: 'own policies',
  summary: 'DNS is open over TCP and closed over UDP.',
  why: 'a port without protocol is TCP, and clients send DNS queries over UDP first: names do not resolve, or only after a timeout',
  *check(context) {
    const ends = dnsEnds(context);
    for (const { classes, policies } of isolatedGroups(context, 'egress')) {
      const [c] = classes;
      const dns = ends.find(({ end, port }) => context.verdict(c, end, 'TCP', port) === 'allowed');
      if (dns === undefined || ends.some(({ end, port }) => context.verdict(c, end, 'UDP', port) !== 'denied')) continue;
      const witness = dnsWitness(context, c, dns, 'UDP', dns.port, 'denied');
      if (witness === undefined || !dns.pods) continue;
      yield {
        message: `${listed(namesIn(context, classes))} may query DNS over TCP ${dns.port}, but not over UDP ${dns.port}`,
        fix: `add UDP ${dns.port}: write \`protocol: UDP\` at the port`,
        origin: policies[0].origin,
        path: ['spec', 'egress'],
        witness,
      };
    }
  },
};
