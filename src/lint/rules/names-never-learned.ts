import { judgedPolicies } from '../../engine';
import type { Rule, Witness } from '../../model';
import type { LintContext } from '../framework/context';
import type { LintRule } from '../framework/rule';
import { dnsEnds, dnsWitness } from '../helpers/dns';
import { isolatedGroups, namesIn } from '../helpers/groups';
import { listed, peersPath } from '../helpers/text';

export const NAMES_NEVER_LEARNED: LintRule = {
  id: 'names-never-learned',
  severity: 'error',
  edge: true,
  summary: 'A rule allows domain names, and no rule lets the agent see the answers of DNS.',
  why: 'the agent learns the addresses of names from answers that pass its proxy: without a rule about DNS it learns none, and the rule allows nothing',
  *check(context) {
    const seen = new Set<Rule>();
    for (const { classes } of isolatedGroups(context, 'egress')) {
      const judged = judgedPolicies(context.engine, 'egress', classes[0]);
      // one that is not read may have such a rule
      if (judged.some(({ policy }) => policy.unread !== undefined || policy.rules.some(({ showsNames }) => showsNames))) continue;
      for (const { policy, applies } of judged) {
        const rule = policy.rules.find((one) => !seen.has(one) && one.action === 'allow' && namesNames(one));
        const witness = rule && applies === 'definite' ? questionOf(context, classes[0]) : undefined;
        if (rule === undefined || witness === undefined) continue;
        seen.add(rule);
        yield {
          message: `no rule about DNS selects ${listed(namesIn(context, classes))}, so the addresses of these names are never learned`,
          fix: 'allow UDP and TCP 53 to the pods of the resolver with `rules: { dns: [{ matchPattern: "*" }] }`',
          origin: policy.origin,
          path: peersPath(rule),
          witness,
        };
      }
    }
  },
};

function namesNames({ peers }: Rule): boolean {
  return peers?.some((peer) => peer.type === 'unreadable' && peer.learned === true) === true;
}

/** A question of DNS that no rule shows to the agent, whether it passes or not. */
function questionOf(context: LintContext, source: number): Witness | undefined {
  const dns = dnsEnds(context).find(({ pods }) => pods);
  if (dns === undefined) return undefined;
  return dnsWitness(context, source, dns, 'UDP', dns.port, 'denied') ?? dnsWitness(context, source, dns, 'UDP', dns.port, 'allowed');
}
