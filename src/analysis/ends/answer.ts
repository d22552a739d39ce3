import { causesOf, Decision, End, UnknownCause } from '../../engine';
import { Direction, formatPath } from '../../model';
import type { Protocol } from '../../sets';
import type { DecidingRule } from '../../results/deciding-rule';
import { RuleEffect } from '../../results/enums';
import { type Answer, Verdict } from '../../results/reachability';
import type { AnalysisSession } from '../session/session';
import { carriedTargets } from './carried';
import { directionOf } from './direction';
import { forwardOf } from './named-end';
import type { Forward, NamedEnd } from './named-end';
import { distinctNeeds, neededFacts, undecidedBy } from './needed-facts';
import { whyPassedOn } from './passed-on';
import { nothingGets, unshownAnswer } from './unshown';
import { forwardVerdict, isLetOutUntranslated, reachBetween, verdictOf } from './reach-between';

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

/** The verdict on one packet, judged where it arrives: behind a Service, its pods get it at a port of theirs. */
export function answer(session: AnalysisSession, question: Question): Answer {
  const { destination, protocol, port } = question;
  const forward = forwardOf(destination, protocol, port);
  if (forward !== undefined && forward.targets.length > 0) return forwardedAnswer(session, question, forward);
  const unshown = unshownAnswer(session, question.source, destination, { protocol, port });
  if (unshown !== undefined) {
    const { verdict, why } = unshown;
    return { verdict, reasons: verdict === Verdict.UNKNOWN ? [why] : [], needs: [], rules: [] };
  }
  const isService = destination.forwards !== undefined && (destination.dialled !== undefined || destination.positions.length > 0);
  if (!isService) return directAnswer(session, question);
  // no pod gets what is sent to another port of a Service
  if (destination.dialled === undefined || question.source.address !== undefined) return NOTHING_LISTENS;
  const own = directAnswer(session, { ...question, destination: { ...destination, positions: [], address: destination.dialled } });
  if (own.verdict === Verdict.DENIED) return own;
  return { ...own, verdict: Verdict.UNKNOWN, reasons: [nothingGets(destination, { protocol, port }), ...own.reasons] };
}

const NOTHING_LISTENS: Answer = { verdict: Verdict.DENIED, reasons: [], needs: [], rules: [] };

function forwardedAnswer(session: AnalysisSession, { source, destination, protocol, port }: Question, forward: Forward): Answer {
  const engine = session.engine();
  const verdict = VERDICT[forwardVerdict(engine, source, destination, forward)];
  const answers = carriedTargets(engine, source, destination, forward.targets)
    .map(({ end, port: target }) => directAnswer(session, { source, destination: end, protocol, port: target }));
  const rules = distinctRules(answers.flatMap((one) => one.rules));
  if (verdict !== Verdict.UNKNOWN) return { verdict, reasons: [], needs: [], rules };
  const reasons = answers.flatMap((one) => one.reasons);
  if (new Set(answers.map((one) => one.verdict)).size > 1) reasons.push(`what the ${forward.service} leads to is judged differently`);
  const isDenied = answers.every((one) => one.verdict === Verdict.DENIED);
  if (isDenied && isLetOutUntranslated(engine, source, destination, { ...forward, protocol, port })) {
    reasons.push(`a block holds the address of the ${forward.service}, and whether policies see a packet before it is translated depends on the CNI`);
  }
  if (forward.passedOnBy !== undefined && reasons.length === 0) reasons.push(whyPassedOn(forward.passedOnBy, forward.service));
  return { verdict, reasons: [...new Set(reasons)], needs: distinctNeeds(answers.flatMap((one) => one.needs)), rules };
}

const VERDICT = { allowed: Verdict.ALLOWED, denied: Verdict.DENIED, unknown: Verdict.UNKNOWN } as const;

function directAnswer(session: AnalysisSession, { source, destination, protocol, port }: Question): Answer {
  const engine = session.engine();
  const reach = reachBetween(engine, source, { ...destination, forwards: undefined });
  const verdict = VERDICT[verdictOf(reach, protocol, port)];
  const causes: UnknownCause[] = [];
  const rules: DecidingRule[] = [];
  const side = (direction: Direction, subject: NamedEnd, peer: NamedEnd) => {
    for (const classId of ends(session, subject)) {
      if (typeof classId !== 'number') continue;
      for (const to of ends(session, peer)) {
        const decisions = engine.decisions(direction, classId, to, protocol, port);
        if (verdict === Verdict.UNKNOWN) causes.push(...causesOf(engine, direction, classId, to, decisions));
        rules.push(...decisions.map((decision) => decidingRuleOf(direction, decision)));
      }
    }
  };
  side('egress', source, destination);
  side('ingress', destination, source);
  if (verdict !== Verdict.UNKNOWN) return { verdict, reasons: [], needs: [], rules: distinctRules(rules) };
  const undecided = undecidedBy(session, engine, source, destination, { protocol, port });
  const reasons = new Set([...causes.map(({ reason }) => reason), ...undecided.reasons]);
  if (engine.isOnePod(source, destination) === 'possible') reasons.add(SEVERAL_PODS);
  if (reach.differ && reasons.size === 0) reasons.add('the pods of one end are judged differently');
  const needs = distinctNeeds([...neededFacts(causes, session.decoded.cluster.facts), ...undecided.needs]);
  return { verdict, reasons: [...reasons], needs, rules: distinctRules(rules) };
}

function distinctRules(rules: readonly DecidingRule[]): DecidingRule[] {
  return [...new Map(rules.map((rule) => [JSON.stringify(rule), rule])).values()];
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
    ...(rule?.verb !== undefined && { verb: rule.verb }),
    policy: policy.origin.label,
    ...(rule && { field: formatPath(rule.origin.path) }),
    ...(position && { file: position.file, line: position.line }),
    ...(rule?.reason !== undefined && { reason: rule.reason }),
  };
}
