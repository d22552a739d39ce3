import { judgedPolicies } from '../../engine';
import { DIRECTIONS } from '../../model';
import type { Direction, Rule, Witness } from '../../model';
import { TrafficSet } from '../../sets';
import type { LintContext } from '../framework/context';
import type { LintRule } from '../framework/rule';
import { isolatedGroups, namesIn } from '../helpers/groups';
import { INTERNET_V4 } from '../helpers/outside';
import { packetIn } from '../helpers/packets';
import { listed } from '../helpers/text';

export const DENY_ISOLATES: LintRule = {
  id: 'deny-isolates',
  severity: 'warning',
  edge: true,
  summary: 'Policies that only deny isolate their pods: everything else is denied, too.',
  why: 'a rule that denies brings the default deny with it, like a rule that allows; what no rule allows is denied then',
  *check(context) {
    if (!context.rules().some(({ policy, rule }) => policy.stage.isolating && rule.action === 'deny')) return;
    const seen = new Set<Rule>();
    for (const direction of DIRECTIONS) {
      for (const { classes, policies } of isolatedGroups(context, direction)) {
        const judged = judgedPolicies(context.engine, direction, classes[0]).filter(({ policy }) => policy.stage.isolating);
        if (judged.some(({ policy }) => policy.unread !== undefined)) continue;
        const rules = judged.flatMap(({ policy }) => policy.rules).filter((rule) => rule.direction === direction);
        const owner = policies.find((policy) => policy.rules.some((rule) => rules.includes(rule)));
        if (owner === undefined || rules.some(({ action }) => action !== 'deny') || seen.has(rules[0])) continue;
        const witness = besides(context, direction, classes[0], rules);
        if (witness === undefined) continue;
        rules.forEach((rule) => seen.add(rule));
        yield {
          message: `no rule allows ${direction} of ${listed(namesIn(context, classes))}, so all of it is denied, not only what the rules deny`,
          fix: `say \`enableDefaultDeny: { ${direction}: false }\`, or add a rule that allows the rest`,
          origin: owner.origin,
          path: owner.rules.find((rule) => rule.direction === direction)!.origin.path,
          witness,
        };
      }
    }
  },
};

/** A connection that is denied, though no rule denies it and the other end is not isolated. */
function besides(context: LintContext, direction: Direction, subject: number, rules: readonly Rule[]): Witness | undefined {
  const opposite = direction === 'ingress' ? 'egress' : 'ingress';
  for (const peer of [...context.classes(), INTERNET_V4]) {
    if (peer === subject || (typeof peer === 'number' && context.isolated(opposite, peer))) continue;
    const [source, destination] = direction === 'ingress' ? [peer, subject] : [subject, peer];
    const denied = rules.filter((rule) => mayMean(context, rule, peer)).map((rule) => context.trafficAt(rule.traffic, destination));
    const rest = TrafficSet.ALL.subtract(TrafficSet.unionOf(denied));
    const packet = packetIn(rest, typeof destination === 'number' ? context.engine.classes.example[destination] : undefined);
    const witness = packet && context.witness(source, destination, packet.protocol, packet.port, 'denied');
    if (witness !== undefined) return witness;
  }
  return undefined;
}

function mayMean(context: LintContext, { peers }: Rule, peer: number | typeof INTERNET_V4): boolean {
  if (peers === undefined) return true;
  return peers.some((one) => {
    const isPod = typeof peer === 'number';
    if (one.type === 'endpoints') return isPod && (context.matching(one.endpoints).includes(peer) || context.isOpen(one.endpoints));
    return typeof peer === 'number' ? one.type !== 'addresses' || one.pods !== 'never' : one.type !== 'addresses' || one.addresses.contains(peer);
  });
}
