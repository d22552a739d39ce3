import { escapeText } from '../../text/escape';
import { Isolation } from '../../results/enums';
import type { IsolationExplanation } from '../../results/isolation';
import { plural } from '../../text/plural';
import { ConstructPaths, ruleText } from './text';

const WORDS: Readonly<Record<Isolation, (passes: string) => string>> = {
  [Isolation.ISOLATED]: (passes) => `isolated, only what a rule allows ${passes}`,
  [Isolation.PARTLY]: () => 'partly: some of its pods are isolated, others are not',
  [Isolation.UNKNOWN]: () => 'not known whether it is isolated',
  [Isolation.NOT_ISOLATED]: () => 'not isolated',
};

/** Why a workload is isolated or is not, for people. */
export function* renderIsolation(isolation: IsolationExplanation, constructs: ConstructPaths = () => undefined): Generator<string> {
  const { workload, ingressIsolation, egressIsolation, policies, notes } = isolation;
  yield `${escapeText(workload)}\n`;
  yield `  ingress: ${WORDS[ingressIsolation]('comes in')}\n`;
  yield `  egress: ${WORDS[egressIsolation]('goes out')}\n`;
  if (policies.length === 0) yield '  no policy applies to it\n';
  for (const { direction, isolates, rules, ...policy } of policies) {
    yield `  ${direction} ${isolates ? 'isolated by' : 'touched by'} ${ruleText(policy)}, ${plural(rules, 'rule')}\n`;
    const construct = constructs(policy.policy);
    if (construct !== undefined) yield `    construct: ${escapeText(construct)}\n`;
    for (const reason of policy.reasons.flatMap((text) => text.split('\n'))) yield `    reason: ${escapeText(reason)}\n`;
    for (const note of policy.notes) yield `    note: ${escapeText(note)}\n`;
  }
  for (const note of notes) yield `  note: ${escapeText(note)}\n`;
}
