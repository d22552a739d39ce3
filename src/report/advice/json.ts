import type { AdvisedRule, Advice, MissedFlow } from '../../results/advice';
import { jsonLine } from '../../text/escape';
import { reasonText } from '../../text/evidence';
import { edgeLines, flowWords, peerText, podsText, reasonsOf } from './words';

/** One JSON object with everything. */
export function* renderAdviceJson(advice: Advice): Generator<string> {
  const { admitted, wanted, compared, outside, closed, lost, unchecked, invariants, findings } = advice.proof;
  const edges = { outside: edgeLines(outside), closed: [...edgeLines(closed), ...lost.map(flowWords)] };
  const proof = { admitted, wanted, compared, ...edges, unchecked, invariants, findings };
  const rules = advice.rules.map(ruleJson);
  yield `${jsonLine({ ...advice, rules, missed: advice.missed.map(missedJson), proof })}\n`;
}

/** A rule, with its ends and its evidence in words. */
function ruleJson(rule: AdvisedRule) {
  const { direction, namespace, policy, pods, traffic, evidence, check } = rule;
  return { direction, namespace, policy, pods: podsText(pods), peer: peerText(rule), traffic, reason: reasonText(evidence), evidence, check };
}

/** A connection that is not admitted, with all its reasons in words. */
export function missedJson(flow: MissedFlow) {
  const { source, destination, traffic, records, forbiddenBy } = flow;
  return { source, destination, traffic, records, why: reasonsOf(flow), forbiddenBy };
}
