import type { Problem } from '../model';
import type { Advice } from './advice';
import type { Plan } from './plan';
import type { InputProblem } from './problem';
import type { Replay, ReplayEdge } from './replay';

/** A problem of the input as an answer. */
export function problemOf({ code, message, fix, severity, position }: Problem): InputProblem {
  return { code, message, ...(fix !== undefined && { fix }), isError: severity === 'error', ...(position && { position }) };
}

/** All edges, those first that need a person. */
export function edgesOf({ denied, opened, unknown, notPoliced, unaffected }: Replay): ReplayEdge[] {
  return [...denied, ...opened, ...unknown, ...notPoliced, ...unaffected];
}

/** Whether an edge counts as broken: with old policies, only what they let through. */
export function isBroken({ status, before, ignored }: ReplayEdge): boolean {
  return status === 'denied' && before !== 'denied' && ignored === undefined;
}

/** Whether an advice does all that was asked for. */
export function isComplete({ missed, proof }: Advice): boolean {
  return missed.length === 0 && proof.outside.length === 0 && proof.closed.length === 0 && proof.unchecked.length === 0
    && proof.invariants.every(({ before, after }) => after === 'proved' || after === before);
}

/** Whether no step that is meant for the cluster breaks what was recorded. */
export function isSafe({ steps }: Plan): boolean {
  return steps.every(({ kind, replay, missed }) => kind === 'observe' || kind === 'paper' || (replay.denied.length === 0 && missed.length === 0));
}
