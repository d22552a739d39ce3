import { isWhole } from '../../model';
import type { Direction, Policy, Rule, RulePeer } from '../../model';
import type { Enforcement } from '../../profiles';
import { IpSet, TrafficSet } from '../../sets';
import type { Match } from '../../sets';
import { Applicable, Application, isolates, isSameStage, withoutRivals } from '../compile';
import type { Engine } from './engine';

type Judged = Pick<Applicable, 'policy' | 'applies'>;

/** A policy that isolates; `unless-passed`: if rules of its stage do not pass everything on together. */
export interface Isolating {
  readonly policy: Policy;
  readonly applies: Application | 'unless-passed';
}

/** The policies that apply to one direction of a class, as they are judged: those that no agent reads together count as not read. */
export function judgedPolicies(engine: Engine, direction: Direction, classId: number): Judged[] {
  return withoutRivals(engine.applications(direction, classId));
}

/**
 * Those of the judged policies that isolate: what no rule of their stage is about is denied. Nothing comes so far in a stage in which a policy
 * passes everything on; where several rules may do so together, their policies isolate possibly.
 */
export function isolatingAmong(judged: readonly Judged[], direction: Direction, profile: Enforcement): readonly Isolating[] {
  const read = judged.filter(({ policy }) => policy.unread === undefined);
  const isolating = read.filter(({ policy }) => isolates(policy, direction, profile));
  const passing = read.map((one) => ({ ...one, rules: passesOf(one.policy, direction) })).filter(({ rules }) => rules.length > 0);
  if (passing.length === 0) return isolating;
  return isolating.flatMap((one) => {
    const ofStage = passing.filter(({ policy }) => isSameStage(policy.stage, one.policy.stage));
    const ofAll = ofStage.filter(({ rules }) => isAllTraffic(rules.filter(isUnconditional)));
    if (ofAll.some(({ applies }) => applies === 'definite')) return [];
    if (one.applies !== 'definite') return [one];
    if (ofAll.length > 0) return [{ ...one, applies: ofAll[0].applies }];
    return [mayCoverAll(ofStage.flatMap(({ rules }) => rules)) ? { ...one, applies: 'unless-passed' as const } : one];
  });
}

/** Whether a policy isolates a class of pods. A policy that was not read may isolate it, unless all it can do is to deny. */
export function isolationOfClass(engine: Engine, direction: Direction, classId: number): Match {
  const judged = judgedPolicies(engine, direction, classId);
  const isolating = isolatingAmong(judged, direction, engine.profile);
  if (isolating.some(({ applies }) => applies === 'definite')) return 'definite';
  const mayIsolate = judged.some(({ policy }) => policy.unread !== undefined && policy.unreadEffect !== 'may-deny');
  return isolating.length > 0 || mayIsolate ? 'possible' : 'no';
}

function passesOf({ rules }: Policy, direction: Direction): readonly Rule[] {
  return rules.filter((rule) => rule.direction === direction && rule.action === 'pass');
}

function isUnconditional(rule: Rule): boolean {
  return rule.peers === undefined && isWhole(rule);
}

function isAllTraffic(rules: readonly Rule[]): boolean {
  return TrafficSet.unionOf(rules.map(({ traffic }) => traffic.fixed)).isAll();
}

/** Whether rules may be about everything together: they leave out neither an address outside of the cluster nor a port. */
function mayCoverAll(rules: readonly Rule[]): boolean {
  const outside = rules.map((rule) => IpSet.unionOf((rule.peers ?? [undefined]).map(mostOutside)));
  const reaching = rules.filter((_, i) => !outside[i].isEmpty());
  const mayNameAny = reaching.some(({ traffic }) => traffic.named.length > 0);
  return IpSet.unionOf(outside).equals(IpSet.ALL) && (mayNameAny || isAllTraffic(reaching));
}

/** The addresses outside of the cluster that a peer may mean at most. */
function mostOutside(peer: RulePeer | undefined): IpSet {
  if (peer === undefined || peer.type === 'all-of' || peer.type === 'unreadable') return IpSet.ALL;
  return peer.type === 'addresses' ? peer.addresses : IpSet.NONE;
}
