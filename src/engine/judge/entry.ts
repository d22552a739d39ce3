import type { ContainerPort } from '../../model';
import { Op, TrafficTable } from '../compile';
import { Outcomes } from './outcomes';
import type { RuleTransitions } from './rule-transitions';
import { matches } from './trace';

/** The state of a program towards one other class: what a row says of it, without the row. `ports`: the named ports of the destination. */
export function entryOf(
  program: readonly Op[],
  other: { readonly of: number; readonly hostNetwork: boolean },
  ports: readonly ContainerPort[],
  outcomes: Outcomes,
  steps: RuleTransitions,
): number {
  let state = Outcomes.START;
  for (const instruction of program) {
    if (instruction.type === 'everybody') {
      state = outcomes.after(state, instruction.step);
    } else if (instruction.type === 'anything') {
      state = outcomes.after(state, outcomes.rule('allow', TrafficTable.ALL, false));
      state = outcomes.after(state, outcomes.rule('deny', TrafficTable.ALL, false));
    } else if (instruction.type === 'own-node') {
      if (other.hostNetwork) state = outcomes.after(state, outcomes.rule('allow', TrafficTable.ALL, false));
    } else {
      const match = matches(instruction.rule, other.of);
      if (match !== 'no') state = outcomes.after(state, steps.of(instruction.rule, ports, instruction.sure && match === 'yes'));
    }
  }
  return state;
}
