import type { Policy, Stage } from '../../model';
import { BEGIN_EQUAL, DENY_REST, END_EQUAL, END_OF_ONE_EQUAL, MAYBE_DENY_REST, NEXT_STAGE } from './fixed-transitions';
import type { CompiledRule } from './rules';
import { isSameStage, stagesOf } from './stages';

/** A policy that selects a class: surely, or perhaps (a pod on the host network). */
export interface Applicable {
  readonly policy: Policy;
  /** The rules of one direction, compiled. */
  readonly rules: readonly CompiledRule[];
  /** The rules as instructions of a policy that surely applies. */
  readonly instructions: readonly RuleOp[];
  /** Whether each of the rules allows. */
  readonly onlyAllows: boolean;
  readonly sure: boolean;
}

export interface RuleOp {
  readonly type: 'rule';
  readonly rule: CompiledRule;
  readonly sure: boolean;
  readonly policy: Policy;
}

/**
 * One thing to do to the states of all peers: a step for everybody, a rule for those that it means, anything at all (a policy that was not
 * read), or the exemption of a pod's own node, which a pod on the host network may be.
 */
export type Op =
  | { readonly type: 'everybody'; readonly step: number; readonly isolating?: readonly Applicable[] }
  | RuleOp
  | { readonly type: 'anything'; readonly unread: readonly Policy[] }
  | { readonly type: 'own-node' };

/** The instructions that judge one direction of a class, in the order of the stages. `applicable`: all that bear on this direction. */
export function programOf(applicable: readonly Applicable[]): Op[] {
  const instructions: Op[] = [];
  const unread = applicable.some(isUnread) ? applicable.filter(isUnread).map(({ policy }) => policy) : [];
  if (unread.length > 0) instructions.push({ type: 'anything', unread });
  const read = unread.length === 0 ? applicable : applicable.filter((one) => !isUnread(one));
  const stages = stagesOf(read, stageOf);
  for (const stage of stages) {
    const own = stages.length === 1 ? read : read.filter(({ policy }) => isSameStage(policy.stage, stage));
    if (stage.isolating && isOrderFree(own)) unordered(own, instructions);
    else ordered(own, instructions);
    if (stage.isolating) denyRest(own, instructions);
    else instructions.push({ type: 'everybody', step: NEXT_STAGE });
  }
  return instructions;
}

const OWN_NODE: Op = { type: 'own-node' };

function stageOf({ policy }: Applicable): Stage {
  return policy.stage;
}

function isUnread({ policy }: Applicable): boolean {
  return policy.unread !== undefined;
}

/**
 * Whether the order of the policies does not matter. What several rules allow is the union of what each allows, as long as none denies or
 * passes; and policies that perhaps apply must do so together (all, or none: they select one pod on the host network).
 * INVARIANT: both walks give the same outcome here; test/laws/stage-order.test.ts runs them side by side.
 */
function isOrderFree(own: readonly Applicable[]): boolean {
  for (let i = 0; i < own.length; i++) if (!own[i].onlyAllows || own[i].sure !== own[0].sure) return false;
  return true;
}

/** A rule of a policy that perhaps does not apply still surely allows: if it does not apply, it does not isolate either. */
function unordered(own: readonly Applicable[], instructions: Op[]): void {
  for (const applicable of own) for (const instruction of applicable.instructions) instructions.push(instruction);
}

/** What the stage leaves undecided is denied. INVARIANT: `own` holds only policies that isolate (`bears`); test/engine/row-table.test.ts. */
function denyRest(own: readonly Applicable[], instructions: Op[]): void {
  const step = own.some(({ sure }) => sure) ? DENY_REST : MAYBE_DENY_REST;
  instructions.push(OWN_NODE, { type: 'everybody', step, isolating: own });
}

/** By order; policies of equal order each start from what the earlier ones left open. */
function ordered(own: readonly Applicable[], instructions: Op[]): void {
  const sorted = [...own].sort((a, b) => a.policy.order - b.policy.order);
  for (let i = 0; i < sorted.length; ) {
    let end = i + 1;
    while (end < sorted.length && sorted[end].policy.order === sorted[i].policy.order) end++;
    const equal = sorted.slice(i, end);
    if (equal.length > 1) instructions.push({ type: 'everybody', step: BEGIN_EQUAL });
    for (const applicable of equal) {
      for (const instruction of applicable.instructions) instructions.push(applicable.sure ? instruction : { ...instruction, sure: false });
      if (equal.length > 1) instructions.push({ type: 'everybody', step: END_OF_ONE_EQUAL });
    }
    if (equal.length > 1) instructions.push({ type: 'everybody', step: END_EQUAL });
    i = end;
  }
}
