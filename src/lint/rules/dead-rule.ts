import { stagesOf } from '../../engine';
import type { Policy } from '../../model';
import { packetIn } from '../helpers/packets';
import { pairsOf, showsAllPairs } from '../helpers/pairs';
import type { LintRule } from '../framework/rule';
import { peersPath } from '../helpers/text';

export const DEAD_RULE: LintRule = {
  id: 'dead-rule',
  severity: 'warning',
  edge: true,
  assumes: 'all policies',
  summary: 'Rules that come first deny everything that a rule allows.',
  why: 'policies of the administrator are evaluated first, and so are tiers and rules of an agent\'s own language that deny: no rule can allow what they deny',
  *check(context) {
    if (!context.policies.some(comesFirst) && stagesOf(context.policies, ({ stage }) => stage).length < 2) return;
    for (const placed of context.rules()) {
      const { policy, rule } = placed;
      if (!policy.stage.isolating || rule.action !== 'allow' || rule.peers === undefined || rule.peers.some(({ type }) => type !== 'endpoints') || !showsAllPairs(context, placed)) continue;
      let witness;
      let alive = false;
      for (const { source, destination, subject, peer } of pairsOf(context, placed)) {
        const { engine } = context;
        const traffic = context.trafficAt(rule.traffic, destination);
        const outcome = engine.outcome(engine.row(rule.direction, engine.rowNumber(rule.direction, subject)).at(peer));
        alive = !outcome.mayAllow.intersect(traffic).isEmpty();
        if (alive) break;
        const packet = packetIn(traffic, engine.classes.example[destination]);
        witness ??= packet && context.witness(source, destination, packet.protocol, packet.port, 'denied');
      }
      if (alive || witness === undefined) continue;
      yield {
        message: 'rules that come first deny everything that this rule allows',
        fix: 'remove this rule, or narrow those; an administrator can use the action Pass for this traffic',
        origin: policy.origin,
        path: peersPath(rule),
        witness,
      };
    }
  },
};

/** Whether a policy can deny what a rule of an isolating stage allows. */
function comesFirst({ stage, rules }: Policy): boolean {
  return !stage.isolating || rules.some(({ action }) => action === 'deny');
}
