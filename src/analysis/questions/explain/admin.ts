import { decode, LabelledPods, OverridingEncoder, overridingEncoderOf } from '../../../dialects';
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
 * The end opened by a policy of an administrator that comes before those that deny, in their language; `undefined` where none can come first, or no
 * labels tell its pods.
 */
export function adminSideOf(session: AnalysisSession, direction: Direction, { workload, peer, traffic, decisions }: Denied): Pick<OpenedSide, 'pods' | 'admin' | 'added'> | undefined {
  const encoder = overridingEncoderOf(decisions.find(isDenial)?.policy.language);
  const priority = encoder && priorityBefore(session, decisions, encoder);
  const pods = labelsFor(workload, session.decoded.cluster.workloads, () => true);
  if (encoder === undefined || priority === undefined || pods === undefined || !encoder.fits(traffic)) return undefined;
  const rule = { priority, direction, subject: { namespace: workload.namespace, labels: pods.labels }, peer, traffic };
  const [added] = decode([{ value: encoder.encode({ name: 'new', ...rule }) }]).policies;
  return { pods, admin: { encoder, rule }, added };
}

/** The highest number below those that deny that no other policy has: policies of equal priority may disagree. */
function priorityBefore(session: AnalysisSession, decisions: readonly Decision[], { stage, maxOrder }: OverridingEncoder): number | undefined {
  const { policies } = session.decoded;
  const isAdmin = (policy: Policy) => isSameStage(policy.stage, stage);
  const taken = new Set(policies.filter(isAdmin).map(({ order }) => order));
  const denying = decisions.filter(isDenial).filter(({ policy }) => isAdmin(policy)).map(({ policy }) => policy.order);
  for (let order = Math.min(maxOrder + 1, ...denying) - 1; order >= 0; order--) if (!taken.has(order)) return order;
  return undefined;
}

function isDenial({ effect }: Decision): boolean {
  return effect === 'deny';
}
