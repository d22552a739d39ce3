import type { LintContext } from '../framework/context';
import type { LintRule, Report } from '../framework/rule';
import { DnsEnd, dnsEnds, dnsWitness } from '../helpers/dns';
import { deniedAtPrivate, meansAddress, sideOf } from '../helpers/dns-sides';
import { isolatedGroups, namesIn } from '../helpers/groups';
import { opensTo } from '../helpers/outside';
import { listed, nameOf } from '../helpers/text';

export const DNS_BLOCKED: LintRule = {
  id: 'dns-blocked',
  severity: 'error',
  edge: true,
  assumes: 'own policies',
  summary: 'Pods that may open connections cannot resolve names.',
  why: 'a pod finds Services by name; without DNS, connections fail although the policies allow them',
  *check(context) {
    const ends = dnsEnds(context);
    const resolvers = ends.filter(({ pods }) => pods);
    if (resolvers.length === 0) return;
    yield* closedAtClients(context, ends, resolvers);
    yield* closedAtResolvers(context, resolvers);
  },
};

/** Clients whose own policies admit no query to any resolver. */
function* closedAtClients(context: LintContext, ends: readonly DnsEnd[], resolvers: readonly DnsEnd[]): Generator<Report> {
  for (const { classes, policies } of isolatedGroups(context, 'egress')) {
    const [c] = classes;
    const opens = opensTo(context, c);
    if (opens === 'nothing' || classes.some((classId) => resolvers.some(({ end }) => end === classId)) || meansAddress(context, c, ends)) continue;
    const sides = resolvers.map((dns) => sideOf(context, 'client', c, dns));
    if (sides.includes('open')) continue;
    const [dns] = resolvers;
    const witness = sides.includes('unknown') ? resolvers.length === 1 && deniedAtPrivate(context, c, dns) : dnsWitness(context, c, dns, 'UDP', dns.port, 'denied');
    if (!witness) continue;
    yield {
      severity: opens === 'pods' ? 'error' : 'warning',
      message: `${listed(namesIn(context, classes))} may open connections and cannot reach DNS over UDP or TCP`,
      fix: `allow egress to the pods of \`${nameOf(dns.shown.workload!)}\`, UDP and TCP ${dns.port}; or use \`DnsEgress\` in code`,
      origin: policies[0].origin,
      path: ['spec', 'egress'],
      witness,
    };
  }
}

/** Resolvers whose own policies admit no query of clients that may ask. */
function* closedAtResolvers(context: LintContext, resolvers: readonly DnsEnd[]): Generator<Report> {
  const clients = [...context.classes()].filter((c) => !resolvers.some(({ end }) => end === c));
  for (const dns of resolvers) {
    const closed = clients.filter((c) => sideOf(context, 'resolver', c, dns) === 'closed' && sideOf(context, 'client', c, dns) === 'open'
      && resolvers.every(({ end, port }) => context.verdict(c, end, 'UDP', port) === 'denied' && context.verdict(c, end, 'TCP', port) === 'denied'));
    for (const c of closed) {
      const witness = dnsWitness(context, c, dns, 'UDP', dns.port, 'denied');
      const closing = context.engine.decisions('ingress', dns.end as number, c, 'UDP', dns.port).find(({ effect }) => effect === 'deny' || effect === 'isolate');
      if (witness === undefined || closing === undefined) continue;
      yield {
        message: `\`${nameOf(dns.shown.workload!)}\` resolves names and admits no query of ${listed(namesIn(context, closed))}`,
        fix: `allow ingress to the pods of \`${nameOf(dns.shown.workload!)}\` from every namespace, UDP and TCP ${dns.port}`,
        origin: closing.policy.origin,
        path: closing.rule?.origin.path ?? ['spec', 'ingress'],
        witness,
      };
      break;
    }
  }
}
