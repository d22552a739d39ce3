import type { Resolved } from '../../invariants/resolve';
import type { AnalysisSession } from '../../session/session';
import { demandOf } from './demand';
import { namesAddresses } from './every-labelling';
import { judgeIsolation } from './isolated';
import { membershipOf } from './membership';
import { judgePairs } from './pairs';
import { World, worldOf } from './world';

/** Whether nothing of a world breaks an invariant, and nothing may, whichever labels those are that are not known. */
export function holds(world: World, invariant: Resolved): boolean {
  return holdsAsKnown(world, invariant) || holdsInEveryLabelling(world, invariant);
}

/** The same where each labelling is judged by itself: a rule and an exception may ask for one label, which is there or not. */
export function holdsInEveryLabelling(world: World, invariant: Resolved): boolean {
  const each = namesAddresses(invariant) ? undefined : world.inEveryLabelling();
  return each !== undefined && holdsAsKnown(each, invariant);
}

function holdsAsKnown(world: World, invariant: Resolved): boolean {
  if (world.incomplete !== undefined) return false;
  if (invariant.statement.demand === 'isolated') {
    const { broken, uncertainties } = judgeIsolation(world, invariant);
    return broken === undefined && uncertainties.length === 0;
  }
  const membership = membershipOf(world, invariant);
  const { broken, undetermined } = judgePairs(world, membership, demandOf(invariant, membership.masks), 'any');
  return broken === undefined && undetermined === undefined;
}

/** Those of some invariants that do not hold in the world of a session. */
export function failing(session: AnalysisSession, invariants: readonly Resolved[], options: Parameters<typeof worldOf>[2] = {}): Resolved[] {
  if (invariants.length === 0) return [];
  const world = worldOf(session, invariants, options);
  return invariants.filter((invariant) => !holds(world, invariant));
}
