import { Decision, End, reasonsOf } from '../../engine';
import { Direction, formatPath } from '../../model';
import type { Protocol } from '../../sets';
import type { DecidingRule } from '../../results/deciding-rule';
import { RuleEffect } from '../../results/enums';
import { type Answer, Verdict } from '../../results/reachability';
import type { AnalysisSession } from '../session/session';
import { directionOf } from './direction';
import type { NamedEnd } from './ends';
import { reachBetween } from './reach-between';

/** One packet from one named end to another. */
interface Question {
  readonly source: NamedEnd;
  readonly destination: NamedEnd;
  readonly protocol: Protocol;
  /** 1 to 65535. */
  readonly port: number;
}

/** Why it is not known what passes between the pods of a workload that may be one. */
export const SEVERAL_PODS = 'the number of pods is not known: a pod always reaches itself, but not another one';

export function answer(session: AnalysisSession, { source, destination, protocol, port }: Question): Answer {
  const engine = session.engine();
  const { allowed, unknown, differ } = reachBetween(engine, source, destination);
  const verdict = allowed.contains(protocol, port) ? Verdict.ALLOWED : unknown.contains(protocol, port) ? Verdict.UNKNOWN : Verdict.DENIED;
  const reasons = new Set<string>();
  const rules: DecidingRule[] = [];
  const seen = new Set<string>();
  const side = (direction: Direction, subject: NamedEnd, peer: NamedEnd) => {
    for (const classId of ends(session, subject)) {
      if (typeof classId !== 'number') continue;
      for (const to of ends(session, peer)) {
        const decisions = engine.decisions(direction, classId, to, protocol, port);
        if (verdict === Verdict.UNKNOWN) for (const reason of reasonsOf(engine, direction, classId, to, decisions)) reasons.add(reason);
        for (const decision of decisions) {
          const rule = decidingRuleOf(direction, decision);
          const key = JSON.stringify(rule);
          if (!seen.has(key)) rules.push(rule);
          seen.add(key);
        }
      }
    }
  };
  side('egress', source, destination);
  side('ingress', destination, source);
  if (verdict === Verdict.UNKNOWN && engine.isOnePod(source, destination) === 'possible') reasons.add(SEVERAL_PODS);
  if (verdict === Verdict.UNKNOWN && differ && reasons.size === 0) reasons.add('the pods of one end are judged differently');
  return { verdict, reasons: [...reasons], rules };
}

function ends(session: AnalysisSession, end: NamedEnd): Set<End> {
  const { ofWorkload } = session.engine().classes;
  return new Set(end.address === undefined ? end.positions.map((position): End => ofWorkload[position]) : [end.address]);
}

const EFFECT: Readonly<Record<Decision['effect'], RuleEffect>> = {
  allow: RuleEffect.ALLOW,
  deny: RuleEffect.DENY,
  pass: RuleEffect.PASS,
  isolate: RuleEffect.ISOLATE,
  unread: RuleEffect.UNREAD,
};

/** A decision in words, with its place in the input. */
export function decidingRuleOf(direction: Direction, { effect, policy, rule }: Decision): DecidingRule {
  const origin = rule?.origin ?? policy.origin;
  const position = origin.document?.position(origin.path);
  return {
    direction: directionOf(direction),
    effect: EFFECT[effect],
    policy: policy.origin.label,
    ...(rule && { field: formatPath(rule.origin.path) }),
    ...(position && { file: position.file, line: position.line }),
    ...(rule?.reason !== undefined && { reason: rule.reason }),
  };
}
