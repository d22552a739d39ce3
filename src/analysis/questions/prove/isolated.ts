import { agentReason, isolatingAmong, judgedPolicies, unreadReason } from '../../../engine';
import type { Isolating } from '../../../engine';
import type { Direction } from '../../../model';
import { TrafficSet } from '../../../sets';
import type { Resolved } from '../../invariants/resolve';
import type { Counterexample } from '../../../results/proof';
import { Traffic } from '../../../results/traffic';
import { show } from './confirm';
import type { World } from './world';

/** The result of an invariant about isolation: a pod that nothing isolates, or one for which it is undetermined. */
interface IsolationFinding {
  readonly applies: boolean;
  readonly broken?: Counterexample;
  readonly uncertainties: readonly string[];
}

const UNSURE: Partial<Record<Isolating['applies'], string>> = {
  'unless-passed': 'rules that pass traffic on to later policies may leave nothing that is denied',
  'possible': 'whether policies select pods depends on labels that are not known',
  'as-host': 'whether policies select pods on the host network depends on the CNI',
};

/** Why it is not known whether an invariant is about a pod. */
export const NOT_MEANT = 'whether the invariant means a pod depends on labels that are not known';

export function judgeIsolation(world: World, { statement, from }: Resolved): IsolationFinding {
  const { engine } = world;
  const why: Partial<Record<Isolating['applies'], string>> = { ...UNSURE, 'with-agent': agentReason(engine.worlds) };
  const uncertainties = new Set<string>();
  let isMeant = false;
  let broken: { classId: number; direction: Direction } | undefined;
  for (let classId = 0; classId < engine.classes.count; classId++) {
    const meant = from.means(world.facts(classId));
    if (meant === 'no') continue;
    isMeant = true;
    for (const direction of statement.directions ?? []) {
      const applicable = judgedPolicies(engine, direction, classId);
      const isolating = isolatingAmong(applicable, direction, engine.profile);
      if (isolating.some(({ applies }) => applies === 'definite')) continue;
      for (const { applies } of isolating) uncertainties.add(why[applies]!);
      const unread = applicable.filter(({ policy }) => policy.unread !== undefined && policy.unreadEffect !== 'may-deny');
      for (const { policy } of unread) uncertainties.add(unreadReason(policy));
      if (isolating.length > 0 || unread.length > 0) continue;
      if (meant === 'possible') {
        uncertainties.add(NOT_MEANT);
        continue;
      }
      if (broken === undefined || (world.pods(broken.classId) === 0 && world.pods(classId) > 0)) broken = { classId, direction };
    }
  }
  const shown = broken && { broken: counterexampleOf(world, statement.id, broken.classId, broken.direction) };
  return { applies: isMeant, uncertainties: [...uncertainties].sort(), ...shown };
}

function counterexampleOf(world: World, id: string, classId: number, direction: Direction): Counterexample {
  const shown = show(world, `${id}-source`, classId, { protocol: 'TCP', port: 1 }, undefined);
  return {
    source: shown.label,
    traffic: Traffic._of(TrafficSet.ALL),
    sentence: `no policy isolates the ${direction} of \`${shown.label}\``,
    ...(shown.made && { manifest: shown.made.manifest }),
    who: shown.made === undefined ? [] : [`anyone who may create pods in \`${shown.made.namespace}\``],
    rules: [],
  };
}
