import type { Direction } from '../../model';
import type { Match } from '../../sets';
import { Applicable, isolates, withoutRivals } from '../compile';
import type { Engine } from './engine';

/** The policies that apply to one direction of a class, as they are judged: those that no agent reads together count as not read. */
export function judgedPolicies(engine: Engine, direction: Direction, classId: number): Pick<Applicable, 'policy' | 'applies'>[] {
  return withoutRivals(engine.applications(direction, classId));
}

/** Whether a policy isolates a class of pods. A policy that was not read may isolate it, unless all it can do is to deny. */
export function isolationOfClass(engine: Engine, direction: Direction, classId: number): Match {
  let found: Match = 'no';
  for (const { policy, applies } of judgedPolicies(engine, direction, classId)) {
    if (policy.unread === undefined) {
      if (!isolates(policy, direction, engine.profile)) continue;
      if (applies === 'definite') return 'definite';
      found = 'possible';
    } else if (policy.unreadEffect !== 'may-deny') found = 'possible';
  }
  return found;
}
