import { escapeText } from '../../text/escape';
import type { IsolationExplanation } from '../../results/isolation';
import { plural } from '../../text/plural';
import { ConstructPaths, ruleText } from './text';

/** Why a workload is isolated or is not, for people. */
export function* renderIsolation(isolation: IsolationExplanation, constructs: ConstructPaths = () => undefined): Generator<string> {
  const { workload, ingressIsolated, egressIsolated, policies, notes } = isolation;
  yield `${escapeText(workload)}\n`;
  yield `  ingress: ${ingressIsolated ? 'isolated, only what a rule allows comes in' : 'not isolated'}\n`;
  yield `  egress: ${egressIsolated ? 'isolated, only what a rule allows goes out' : 'not isolated'}\n`;
  if (policies.length === 0) yield '  no policy selects it\n';
  for (const { direction, isolates, rules, ...policy } of policies) {
    yield `  ${direction} ${isolates ? 'isolated by' : 'touched by'} ${ruleText(policy)}, ${plural(rules, 'rule')}\n`;
    const construct = constructs(policy.policy);
    if (construct !== undefined) yield `    construct: ${escapeText(construct)}\n`;
    for (const reason of policy.reasons.flatMap((text) => text.split('\n'))) yield `    reason: ${escapeText(reason)}\n`;
    for (const note of policy.notes) yield `    note: ${escapeText(note)}\n`;
  }
  for (const note of notes) yield `  note: ${escapeText(note)}\n`;
}
