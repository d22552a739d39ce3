import { isBefore, isolates, isSameStage } from '../../engine';
import type { Rule, Witness } from '../../model';
import type { LintContext, PlacedRule } from '../framework/context';
import { covers } from '../helpers/cover';
import { Coverers } from '../helpers/coverers';
import { comesBefore } from '../helpers/order';
import { addressOf } from '../helpers/outside';
import { packetIn } from '../helpers/packets';
import { pairsOf, pairsWithEveryClass, showsAllPairs, witnessOf } from '../helpers/pairs';
import { ruleSubjects } from '../helpers/rule-subjects';
import type { LintRule } from '../framework/rule';

export const SHADOWED_RULE: LintRule = {
  id: 'shadowed-rule',
  severity: 'warning',
  edge: true,
  assumes: 'own policies',
  summary: 'Another rule allows everything that this rule allows.',
  why: 'policies can only add permissions: a narrow rule restricts nothing when a wider rule exists',
  *check(context) {
    const rules = [...context.rules()].filter(({ policy }) => policy.stage.isolating);
    const position = new Map(rules.map((placed, i) => [placed.rule, i]));
    const coverers = new Coverers(rules);
    const isMixed = rules.some(({ rule }) => rule.action !== rules[0].rule.action);
    for (const placed of rules) {
      if (context.subjects(placed.policy).length === 0) continue;
      for (const wide of coverers.candidates(placed)) {
        if (!doesTheSame(wide, placed) || !decidesFor(wide, placed) || opens(context, wide, placed) || !covers(wide, placed)) continue;
        // of two equal rules, the later one is redundant
        if (covers(placed, wide) && position.get(wide.rule)! > position.get(placed.rule)!) continue;
        // without this rule, one that stands between them would decide
        if (isMixed && rules.some((other) => standsBetween(placed, other, wide))) continue;
        const verdicts = VERDICTS[placed.rule.action];
        const [witness] = verdicts.flatMap((verdict) => wider(context, placed, wide, verdict) ?? same(context, placed, verdict) ?? []);
        if (witness === undefined) continue;
        const where = wide.policy === placed.policy ? 'another rule of the same policy' : `${wide.policy.origin.label}`;
        yield {
          message: `\`${placed.policy.name}\` restricts nothing here: ${where} ${DOES[placed.rule.action]} all of it`,
          fix: `remove this rule, or narrow ${where}`,
          origin: placed.policy.origin,
          path: placed.rule.origin.path,
          witness,
        };
        break;
      }
    }
  },
};

/** Whether a rule does with all that it matches what the other one does; what a rule of another language closes besides is not compared. */
function doesTheSame(wide: PlacedRule, narrow: PlacedRule): boolean {
  return wide.rule.action === narrow.rule.action && wide.rule.partly === undefined && wide.policy.language?.name === narrow.policy.language?.name;
}

/** Whether a rule decides about what another one leaves to it: one of another tier only where it comes first, and does not pass. */
function decidesFor({ policy: { stage }, rule: { action } }: PlacedRule, { policy: { stage: other } }: PlacedRule): boolean {
  return isSameStage(stage, other) || (isBefore(stage, other) && action !== 'pass');
}

/** Whether the wide rule is of a policy that does not isolate, so that without the narrow rule more might be open. */
function opens({ profile }: LintContext, wide: PlacedRule, { policy, rule: { direction } }: PlacedRule): boolean {
  return isolates(policy, direction, profile) && !isolates(wide.policy, direction, profile);
}

/** Whether a rule that does otherwise is, or may be, asked between two others. */
function standsBetween(first: PlacedRule, other: PlacedRule, last: PlacedRule): boolean {
  if (other.rule.action === first.rule.action || other.rule.direction !== first.rule.direction || comesBefore(last, first)) return false;
  return isSameStage(other.policy.stage, first.policy.stage) && !comesBefore(other, first) && !comesBefore(last, other);
}

const DOES = { allow: 'allows', deny: 'denies', pass: 'passes on' } as const;

/** The verdicts that a connection of the rule can have, where it decides: what it passes on, others decide. */
const VERDICTS: Readonly<Record<Rule['action'], readonly Witness['verdict'][]>> = {
  allow: ['allowed'],
  deny: ['denied'],
  pass: ['allowed', 'denied'],
};

/** A connection that the wide rule decides and that the narrow rule does not match: another peer, otherwise another port. */
function wider(context: LintContext, narrow: PlacedRule, wide: PlacedRule, verdict: Witness['verdict']): Witness | undefined {
  if (!showsAllPairs(context, narrow)) return undefined;
  const meant = new Set([...pairsOf(context, narrow)].map((pair) => `${pair.source} ${pair.destination}`));
  const subjects = new Set(ruleSubjects(context, narrow));
  const all = wide.rule.peers === undefined ? pairsWithEveryClass(context, wide) : pairsOf(context, wide);
  const pairs = [...all].filter(({ subject }) => subjects.has(subject));
  for (const pair of pairs) {
    const witness = meant.has(`${pair.source} ${pair.destination}`) ? undefined : witnessOf(context, narrow.rule, pair, verdict);
    if (witness !== undefined) return witness;
  }
  for (const { source, destination } of pairs) {
    const beyond = context.trafficAt(wide.rule.traffic, destination).subtract(context.trafficAt(narrow.rule.traffic, destination));
    const packet = packetIn(beyond, context.engine.classes.example[destination]);
    const witness = packet && context.witness(source, destination, packet.protocol, packet.port, verdict);
    if (witness !== undefined) return witness;
  }
  return undefined;
}

/** A connection that both rules match. */
function same(context: LintContext, narrow: PlacedRule, verdict: Witness['verdict']): Witness | undefined {
  const { rule } = narrow;
  const address = addressOf(rule);
  if (address !== undefined) {
    for (const c of ruleSubjects(context, narrow)) {
      const [source, destination] = rule.direction === 'ingress' ? [address, c] : [c, address];
      const witness = witnessOf(context, rule, { source, destination }, verdict);
      if (witness !== undefined) return witness;
    }
  }
  for (const { source, destination } of pairsOf(context, narrow)) {
    const witness = witnessOf(context, rule, { source, destination }, verdict);
    if (witness !== undefined) return witness;
  }
  return undefined;
}
