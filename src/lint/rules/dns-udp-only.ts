import { dnsEnds, dnsWitness } from '../helpers/dns';
import { isolatedGroups, namesIn } from '../helpers/groups';
import type { LintRule } from '../framework/rule';
import { listed, portsPath } from '../helpers/text';

export const DNS_UDP_ONLY: LintRule = {
  id: 'dns-udp-only',
  severity: 'warning',
  edge: true,
  assumes: 'own policies',
  summary: 'DNS is open over UDP and closed over TCP.',
  why: 'a client repeats a query over TCP when the answer does not fit into a UDP packet: large answers fail, and only those',
  *check(context) {
    const ends = dnsEnds(context);
    for (const { classes, policies } of isolatedGroups(context, 'egress')) {
      const [c] = classes;
      const open = ends.filter(({ end, port }) => context.verdict(c, end, 'UDP', port) === 'allowed');
      const dns = open[0];
      if (dns === undefined || open.some(({ end, port }) => context.verdict(c, end, 'TCP', port) !== 'denied')) continue;
      const witness = dnsWitness(context, c, dns, 'TCP', dns.port, 'denied');
      if (witness === undefined) continue;
      const opening = context.engine.decisions('egress', c, dns.end, 'UDP', dns.port).find(({ effect, rule }) => effect === 'allow' && rule !== undefined);
      yield {
        message: `${listed(namesIn(context, classes))} may query DNS over UDP ${dns.port}, but not over TCP ${dns.port}`,
        fix: `allow TCP ${dns.port} as well as UDP ${dns.port}`,
        origin: opening?.policy.origin ?? policies[0].origin,
        path: opening?.rule ? portsPath(opening.rule) : ['spec', 'egress'],
        witness,
      };
    }
  },
};
