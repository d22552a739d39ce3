import { fail } from '../../../errors';
import { isolates } from '../../../engine';
import type { Application } from '../../../engine';
import { Direction, DIRECTIONS, Policy } from '../../../model';
import type { NamedEnd } from '../../ends/ends';
import type { AnalysisSession } from '../../session/session';
import type { IsolationExplanation, TouchingPolicy } from '../../../results/isolation';
import { directionOf } from '../../ends/direction';

/** Why a workload is isolated or is not, and which policies select it. */
export function explainIsolation(session: AnalysisSession, end: NamedEnd): IsolationExplanation {
  if (end.address !== undefined) fail('no-workload', `\`${end.label}\` is an address outside the cluster, which no policy isolates`, 'name a workload');
  const engine = session.engine();
  const classes = [...new Set(end.positions.map((position) => engine.classes.ofWorkload[position]))];
  const policies: TouchingPolicy[] = [];
  const isolated = { ingress: false, egress: false };
  for (const direction of DIRECTIONS) {
    const seen = new Set<Policy>();
    for (const { policy, applies } of classes.flatMap((classId) => engine.policies(direction, classId))) {
      if (seen.has(policy)) continue;
      seen.add(policy);
      const touching = describePolicy(policy, direction, isolates(policy, direction, session.profile), applies);
      isolated[direction] ||= touching.isolates;
      policies.push(touching);
    }
  }
  return { workload: end.label, ingressIsolated: isolated.ingress, egressIsolated: isolated.egress, policies, notes: notesOf(policies, isolated) };
}

function describePolicy(policy: Policy, direction: Direction, isolating: boolean, applies: Application): TouchingPolicy {
  const position = policy.origin.document?.position(policy.origin.path);
  const rules = policy.rules.filter((rule) => rule.direction === direction);
  const notes: string[] = [];
  if (policy.unread !== undefined) notes.push(policy.unreadEffect === 'may-deny' ? `${policy.unread}; it may deny what other policies allow` : `could not be read: ${policy.unread}; it may allow or deny anything`);
  else if (applies === 'as-host') notes.push('whether it selects a pod on the host network depends on the CNI');
  else if (applies === 'possible') notes.push('whether it selects the pod depends on labels that are not known');
  if (isolating && rules.length === 0) notes.push('has no rule for this direction, which means no one');
  if (rules.some((rule) => rule.peers === undefined && rule.action === 'allow')) notes.push('has a rule without peers, which means everyone');
  return {
    direction: directionOf(direction),
    isolates: isolating && policy.unread === undefined,
    rules: rules.length,
    policy: policy.origin.label,
    ...(position && { file: position.file, line: position.line }),
    reasons: [...new Set(rules.flatMap(({ reason }) => reason ?? []))],
    notes,
  };
}

function notesOf(policies: readonly TouchingPolicy[], isolated: Readonly<Record<Direction, boolean>>): string[] {
  const notes: string[] = [];
  if (isolated.ingress && !isolated.egress) notes.push('what it may reach is not restricted: no policy isolates its egress');
  if (isolated.egress && !isolated.ingress) notes.push('who may reach it is not restricted: no policy isolates its ingress');
  if (!isolated.egress && !isolated.ingress) notes.push('no NetworkPolicy isolates it');
  if (policies.filter(({ isolates: own }) => own).length > 1) notes.push('policies only add: what one of them allows passes');
  if (isolated.ingress || isolated.egress) notes.push('replies need no rule', 'a node always reaches the pods that it runs');
  return notes;
}
