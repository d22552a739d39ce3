import type { Engine } from '../../engine';
import type { TrafficSet } from '../../sets';

/** Policies that apply to one direction of a class. */
export type AppliedPolicies = ReturnType<Engine['policies']>;

/** The rule of such a policy, as the engine sees it. */
export type AppliedRule = AppliedPolicies[number]['rules'][number];

/** The traffic that a rule names by numbers. */
export function fixedTraffic({ rule }: AppliedRule): TrafficSet {
  const { fixed, without } = rule.traffic;
  return without === undefined ? fixed : fixed.subtract(without.fixed);
}
