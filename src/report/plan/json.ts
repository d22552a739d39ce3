import type { Plan, PlanStep } from '../../results/plan';
import { jsonLine } from '../../text/escape';
import { missedJson } from '../advice/json';
import { wordsOf } from './words';

/** One JSON object with everything. */
export function* renderPlanJson({ steps }: Plan): Generator<string> {
  yield `${jsonLine({ steps: steps.map(stepJson) })}\n`;
}

function stepJson(step: PlanStep) {
  const { number, kind, namespace, applied, commands, undo, file, yaml, policies, typescript } = step;
  const { what, replay, denied, diff, changes, remarks } = wordsOf(step);
  return {
    ...{ applied, commands, undo, file, yaml, policies, typescript },
    missed: step.missed.map(missedJson),
    findings: step.findings,
    ...{ remarks, number, replay, denied, diff, changes, kind, namespace, what },
  };
}
