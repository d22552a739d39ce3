import type { Advice, AdvisedRule } from '../../results/advice';
import type { Plan } from '../../results/plan';
import type { RecordedFile } from '../../results/replay';
import { jsonLine } from '../../text/escape';
import { reasonText } from '../../text/evidence';
import { peerText, podsText } from './words';

/** What was seen of the traffic of each rule, with counts and times: one JSON object, a rule a line, in the order of the rules. */
export function evidenceJson({ files, rules }: Advice): Generator<string> {
  return lines(files, rules.map(ruleEvidence));
}

/** The same of a plan: the rules of the steps that change the cluster, each with the number of its step. */
export function planEvidenceJson(files: readonly RecordedFile[], { steps }: Plan): Generator<string> {
  const applied = steps.filter((step) => step.applied);
  return lines(files, applied.flatMap(({ number, rules }) => rules.map((rule) => ({ step: number, ...ruleEvidence(rule) }))));
}

function* lines(files: readonly RecordedFile[], rules: readonly object[]): Generator<string> {
  yield `{"files":${jsonLine(files)},"rules":[`;
  for (const [i, rule] of rules.entries()) yield `${i === 0 ? '' : ','}\n${jsonLine(rule)}`;
  yield '\n]}\n';
}

function ruleEvidence(rule: AdvisedRule) {
  const { namespace, policy, direction, pods, traffic, evidence } = rule;
  const { sources, destinations, records, replies, first, last, services, names } = evidence;
  return { policy: `${namespace}/${policy}`, direction, pods: podsText(pods), peer: peerText(rule), traffic, reason: reasonText(evidence), sources, destinations, records, replies, first, last, services, names };
}
