import type { Witness } from '../../model';
import type { LintContext, PlacedRule } from '../framework/context';
import type { LintRule } from '../framework/rule';
import { connectionsOf, pairsWithEveryClass, witnessOf } from '../helpers/pairs';

export const PASS_ALLOWS: LintRule = {
  id: 'pass-allows',
  severity: 'warning',
  edge: true,
  summary: 'A rule passes traffic on, and nothing comes after it: the traffic is allowed.',
  why: 'a rule that passes leaves its tier without the denial with which the tier ends; what no later tier decides is allowed',
  *check(context) {
    for (const placed of context.rules()) {
      const { policy, rule } = placed;
      // where a stage does not end with a denial, what it does not decide goes on anyway
      if (rule.action !== 'pass' || !policy.stage.isolating) continue;
      const witness = passedOn(context, placed);
      if (witness === undefined) continue;
      yield {
        message: 'no later tier decides what this rule passes on, so it is allowed',
        fix: 'deny or allow the traffic here, or add a later policy for these pods',
        origin: policy.origin,
        path: rule.origin.path,
        witness,
      };
    }
  },
};

/** A connection that is allowed because the rule passes it on: nothing decides about it afterwards. */
function passedOn(context: LintContext, placed: PlacedRule): Witness | undefined {
  const { rule } = placed;
  const { direction } = rule;
  const ends = rule.peers === undefined ? [pairsWithEveryClass(context, placed), connectionsOf(context, placed)] : [connectionsOf(context, placed)];
  for (const connections of ends) {
    for (const { source, destination } of connections) {
      const witness = witnessOf(context, rule, { source, destination }, 'allowed');
      if (witness === undefined) continue;
      const [subject, peer] = direction === 'ingress' ? [destination, source] : [source, destination];
      const last = typeof subject === 'number' ? context.engine.decisions(direction, subject, peer, witness.protocol, witness.port).at(-1) : undefined;
      if (last?.effect === 'pass' && last.rule === rule) return witness;
    }
  }
  return undefined;
}
