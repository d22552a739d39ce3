import { decode, LabelledPods, OVERRIDING_ENCODER } from '../../../dialects';
import { Decision, isSameStage } from '../../../engine';
import type { Direction, Policy, Workload } from '../../../model';
import type { TrafficSet } from '../../../sets';
import type { AnalysisSession } from '../../session/session';
import { labelsFor } from '../../what-if/labels';
import type { OpenedSide } from './opened-side';

/** Whether policies of administrators deny at an end, which no NetworkPolicy can open. */
export function isDeniedByAdmin(decisions: readonly Decision[]): boolean {
  return decisions.some(({ effect, policy }) => effect === 'deny' && !policy.stage.isolating);
}

/** What administrators deny at one end. */
export interface Denied {
  readonly workload: Workload;
  readonly peer: LabelledPods;
  readonly traffic: TrafficSet;
  readonly decisions: readonly Decision[];
}

/**
 * The end opened by a policy of an administrator that comes before those that deny; `undefined` where none can come first, or no labels tell its pods.
 */
export function adminSideOf(session: AnalysisSession, direction: Direction, { workload, peer, traffic, decisions }: Denied): Pick<OpenedSide, 'pods' | 'admin' | 'added'> | undefined {
  const priority = priorityBefore(session, decisions);
  const pods = labelsFor(workload, session.decoded.cluster.workloads, () => true);
  if (priority === undefined || pods === undefined || !OVERRIDING_ENCODER.fits(traffic)) return undefined;
  const admin = { priority, direction, subject: { namespace: workload.namespace, labels: pods.labels }, peer, traffic };
  const [added] = decode([{ value: OVERRIDING_ENCODER.encode({ name: 'new', ...admin }) }]).policies;
  return { pods, admin, added };
}

/** The highest number below those that deny that no other policy has: policies of equal priority may disagree. */
function priorityBefore({ decoded: { policies } }: AnalysisSession, decisions: readonly Decision[]): number | undefined {
  const taken = new Set(policies.filter(isAdmin).map(({ order }) => order));
  const denying = decisions.filter(({ effect, policy }) => effect === 'deny' && isAdmin(policy)).map(({ policy }) => policy.order);
  for (let order = Math.min(OVERRIDING_ENCODER.maxOrder + 1, ...denying) - 1; order >= 0; order--) if (!taken.has(order)) return order;
  return undefined;
}

function isAdmin({ stage }: Policy): boolean {
  return isSameStage(stage, OVERRIDING_ENCODER.stage);
}
