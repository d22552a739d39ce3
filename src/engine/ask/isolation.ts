import type { Direction, Policy } from '../../model';
import type { Enforcement } from '../../profiles';
import type { Match } from '../../sets';
import { Applicable, isolates, isSameStage, withoutRivals } from '../compile';
import type { Engine } from './engine';

type Judged = Pick<Applicable, 'policy' | 'applies'>;

/** The policies that apply to one direction of a class, as they are judged: those that no agent reads together count as not read. */
export function judgedPolicies(engine: Engine, direction: Direction, classId: number): Judged[] {
  return withoutRivals(engine.applications(direction, classId));
}

/**
 * Those of the judged policies that isolate: what no rule of their stage is about is denied. Nothing comes so far in a stage in which a policy
 * passes everything on.
 */
export function isolatingAmong(judged: readonly Judged[], direction: Direction, profile: Enforcement): readonly Judged[] {
  const read = judged.filter(({ policy }) => policy.unread === undefined);
  const passing = read.filter(({ policy }) => passesAll(policy, direction));
  const isolating = read.filter(({ policy }) => isolates(policy, direction, profile));
  if (passing.length === 0) return isolating;
  return isolating.flatMap((one) => {
    const passed = passing.filter(({ policy }) => isSameStage(policy.stage, one.policy.stage));
    if (passed.some(({ applies }) => applies === 'definite')) return [];
    return [passed.length === 0 || one.applies !== 'definite' ? one : { ...one, applies: passed[0].applies }];
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

function passesAll({ rules }: Policy, direction: Direction): boolean {
  return rules.some((rule) => rule.direction === direction && rule.action === 'pass' && rule.peers === undefined && rule.own === undefined
    && rule.partly === undefined && rule.services === undefined && rule.traffic.fixed.isAll() && rule.traffic.without === undefined);
}
