import { decode } from '../../../dialects';
import { ADMIN } from '../../../dialects/policy-v1alpha1/decode';
import { AdminEnd, adminPorts, encodeAdminAllow, MOST_ADMIN_PORTS } from '../../../dialects/policy-v1alpha1/encode';
import type { Decision } from '../../../engine';
import type { Direction, Policy, Workload } from '../../../model';
import type { TrafficSet } from '../../../sets';
import type { AnalysisSession } from '../../session/session';
import { labelsFor } from '../../what-if/labels';
import type { OpenedSide } from './opening';

/** Whether policies of administrators deny at an end, which no NetworkPolicy can open. */
export function isDeniedByAdmin(decisions: readonly Decision[]): boolean {
  return decisions.some(({ effect, policy }) => effect === 'deny' && !policy.stage.isolating);
}

/** What administrators deny at one end. */
export interface Denied {
  readonly workload: Workload;
  readonly peer: AdminEnd;
  readonly traffic: TrafficSet;
  readonly decisions: readonly Decision[];
}

/**
 * The end opened by an AdminNetworkPolicy that comes before those that deny; `undefined` where none can come first, or no labels tell its pods.
 */
export function adminSideOf(session: AnalysisSession, direction: Direction, { workload, peer, traffic, decisions }: Denied): Pick<OpenedSide, 'pods' | 'admin' | 'added'> | undefined {
  const priority = priorityBefore(session, decisions);
  const pods = labelsFor(workload, session.decoded.cluster.workloads, () => true);
  if (priority === undefined || pods === undefined || adminPorts(traffic) > MOST_ADMIN_PORTS) return undefined;
  const admin = { priority, direction, subject: { namespace: workload.namespace, labels: pods.labels }, peer, traffic };
  const [added] = decode([{ value: encodeAdminAllow({ name: 'new', ...admin }) }]).policies;
  return { pods, admin, added };
}

/** The highest number below those that deny that no other policy has: policies of equal priority may disagree. */
function priorityBefore({ decoded: { policies } }: AnalysisSession, decisions: readonly Decision[]): number | undefined {
  const taken = new Set(policies.filter(isAdmin).map(({ order }) => order));
  const denying = decisions.filter(({ effect, policy }) => effect === 'deny' && isAdmin(policy)).map(({ policy }) => policy.order);
  for (let order = Math.min(1001, ...denying) - 1; order >= 0; order--) if (!taken.has(order)) return order;
  return undefined;
}

function isAdmin({ stage }: Policy): boolean {
  return stage.rank === ADMIN.rank;
}
