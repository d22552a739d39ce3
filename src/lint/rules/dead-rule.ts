import { packetIn } from '../helpers/packets';
import { pairsOf, showsAllPairs } from '../helpers/pairs';
import type { LintRule } from '../framework/rule';
import { peersPath } from '../helpers/text';

export const DEAD_RULE: LintRule = {
  id: 'dead-rule',
  severity: 'warning',
  edge: true,
  summary: 'An administrator\'s policy denies everything that a rule allows.',
  why: 'policies of the administrator are evaluated first, and no NetworkPolicy can allow what they deny',
  *check(context) {
    if (!context.policies.some(({ stage }) => !stage.isolating)) return;
    for (const placed of context.rules()) {
      const { policy, rule } = placed;
      // rules of an agent's own language may deny what others of the same stage allow
      if (!policy.stage.isolating || policy.language !== undefined || rule.peers === undefined || rule.peers.some(({ type }) => type !== 'endpoints') || !showsAllPairs(context, placed)) continue;
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
        message: 'an administrator\'s policy denies everything that this rule allows',
        fix: 'remove the rule, or ask the administrator to use the action Pass for this traffic',
        origin: policy.origin,
        path: peersPath(rule),
        witness,
      };
    }
  },
};
