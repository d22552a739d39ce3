import { decode, tieredEncoderOf } from '../../../dialects';
import type { LabelledPods, TieredEncoder } from '../../../dialects';
import { Decision, isSameStage } from '../../../engine';
import type { Direction, Policy, Workload } from '../../../model';
import type { TrafficSet } from '../../../sets';
import type { AnalysisSession } from '../../session/session';
import { labelsFor } from '../../what-if/labels';
import type { OpenedSide } from './opened-side';

/** What policies of tiers deny at one end. */
interface DeniedInTier {
  readonly workload: Workload;
  readonly peer: LabelledPods;
  readonly traffic: TrafficSet;
  readonly decisions: readonly Decision[];
}

/** Whether a policy of a tier denies, or what its tier does with the rest, where no NetworkPolicy isolates as well. */
export function isDeniedInTier(decisions: readonly Decision[]): boolean {
  const isOfTiers = ({ policy }: Decision) => tieredEncoderOf(policy.language) !== undefined;
  const denying = decisions.filter(({ effect }) => effect === 'deny');
  return denying.length > 0 ? denying.some(isOfTiers) : decisions.length > 0 && decisions.every(isOfTiers);
}

/**
 * The end opened by a policy in the tier of those that deny, before the first of them and behind all others; `undefined` where no order fits between, or no
 * labels tell its pods. Where the tier denies the rest, only pods are meant that it isolates already.
 */
export function tierSideOf(
  session: AnalysisSession, direction: Direction, { workload, peer, traffic, decisions }: DeniedInTier,
): Pick<OpenedSide, 'pods' | 'tiered' | 'added'> | undefined {
  const deciding = decisions.filter(({ policy }) => policy.tier !== undefined).map(({ policy }) => policy)
    .reduce<Policy | undefined>((first, policy) => (first === undefined || policy.order < first.order ? policy : first), undefined);
  const encoder = tieredEncoderOf(deciding?.language);
  if (deciding?.tier === undefined || encoder === undefined) return undefined;
  const { stage, tier } = deciding;
  const engine = session.engine();
  const isIsolated = (position: number) => engine.policies(direction, engine.classes.ofWorkload[position]).some(({ policy, applies }) =>
    applies === 'definite' && policy.unread === undefined && isSameStage(policy.stage, stage) && policy.isolates.includes(direction));
  const pods = labelsFor(workload, session.decoded.cluster.workloads, ({ positions }) => !stage.isolating || positions.every(isIsolated));
  const order = orderBefore(session.decoded.policies, deciding, encoder);
  if (pods === undefined || order === undefined) return undefined;
  const rule = { direction, subject: { namespace: workload.namespace, labels: pods.labels }, peer, traffic, tier: tier.name, order: order.written };
  const [added] = decode([{ value: encoder.encode({ ...rule, name: 'new', tier: encoder.defaultTier }) }]).policies;
  return { pods, tiered: { encoder, rule }, added: { ...added, stage, order: order.judged } };
}

/** Orders between a policy and the ones before it: as it is written in its tier, and as it is judged in its stage. */
function orderBefore(
  policies: readonly Policy[], deciding: Policy, { orderOfOthers, minOrder }: TieredEncoder,
): { readonly written: number; readonly judged: number } | undefined {
  const ofStage = policies.filter((policy) => isSameStage(policy.stage, deciding.stage));
  const isOfLanguage = ({ language }: Policy) => language?.name === deciding.language?.name;
  const isOfTier = ({ tier }: Policy) => tier?.name === deciding.tier?.name;
  const writtenOrder = (policy: Policy) => (isOfLanguage(policy) ? policy.tier?.order ?? Infinity : orderOfOthers ?? Infinity);
  const own = writtenOrder(deciding);
  const low = lastBefore(own, ofStage.filter((policy) => !isOfLanguage(policy) || isOfTier(policy)).map(writtenOrder));
  const written = between(low, own, minOrder);
  if (written === undefined) return undefined;
  const equal = ofStage.filter((policy) => isOfLanguage(policy) && isOfTier(policy) && writtenOrder(policy) === own);
  const first = equal.reduce((least, { order }) => Math.min(least, order), deciding.order);
  const before = lastBefore(first, ofStage.map(({ order }) => order));
  return { written, judged: before === -Infinity ? Math.min(0, first - 1) : (before + first) / 2 };
}

function lastBefore(limit: number, orders: readonly number[]): number {
  return orders.reduce((last, order) => (order < limit && order > last ? order : last), -Infinity);
}

/** A number between two others, a whole one where there is one; `undefined` where none is. */
function between(low: number, high: number, least = -Infinity): number | undefined {
  const whole = high === Infinity ? (low === -Infinity ? 1 : Math.floor(low) + 1) : Math.ceil(high) - 1;
  const found = whole > low ? whole : (low + high) / 2;
  const kept = Math.max(found, least);
  return kept > low && kept < high ? kept : undefined;
}
