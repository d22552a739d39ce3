import type { Direction, Policy, Stage } from '../model';
import type { Enforcement } from '../profiles';
import { BEGIN_EQUAL, DENY_REST, END_EQUAL, END_OF_ONE_EQUAL, MAYBE_DENY_REST, NEXT_STAGE } from './outcomes';
import { CompiledRule, isolates } from './rules';

/** A policy that selects a class: surely, or perhaps (a pod on the host network). */
export interface Applicable {
  readonly policy: Policy;
  /** The rules of one direction, compiled. */
  readonly rules: readonly CompiledRule[];
  /** The rules as instructions of a policy that surely applies. */
  readonly instructions: readonly RuleInstruction[];
  readonly sure: boolean;
}

export interface RuleInstruction {
  readonly type: 'rule';
  readonly rule: CompiledRule;
  readonly sure: boolean;
  readonly policy: Policy;
}

/**
 * One thing to do to the states of all peers: a step for everybody, a rule for those that it means, anything at all (a policy that was not
 * read), or the exemption of a pod's own node, which a pod on the host network may be.
 */
export type Instruction =
  | { readonly type: 'everybody'; readonly step: number; readonly isolating?: readonly Applicable[] }
  | RuleInstruction
  | { readonly type: 'anything'; readonly unread: readonly Policy[] }
  | { readonly type: 'own-node' };

/** The instructions that judge one direction of a class, in the order of the stages. */
export function programOf(applicable: readonly Applicable[], direction: Direction, profile: Enforcement): Instruction[] {
  const instructions: Instruction[] = [];
  const unread = applicable.some(isUnread) ? applicable.filter(isUnread).map(({ policy }) => policy) : [];
  if (unread.length > 0) instructions.push({ type: 'anything', unread });
  const read = unread.length === 0 ? applicable : applicable.filter((one) => !isUnread(one));
  const stages = stagesOf(read);
  for (const stage of stages) {
    const own = stages.length === 1 ? read : read.filter(({ policy }) => policy.stage.rank === stage.rank);
    if (stage.end === 'deny') unordered(own, direction, profile, instructions);
    else ordered(own, instructions);
  }
  return instructions;
}

const OWN_NODE: Instruction = { type: 'own-node' };

function isUnread({ policy }: Applicable): boolean {
  return policy.unread !== undefined;
}

function stagesOf(applicable: readonly Applicable[]): Stage[] {
  const stages: Stage[] = [];
  for (const { policy } of applicable) if (!stages.some(({ rank }) => rank === policy.stage.rank)) stages.push(policy.stage);
  return stages.length > 1 ? stages.sort((a, b) => a.rank - b.rank) : stages;
}

/**
 * All rules allow, so that their order does not matter; what none allows is denied where a policy isolates. A rule of a policy that perhaps
 * does not apply still surely allows: if it does not apply, it does not isolate either.
 */
function unordered(own: readonly Applicable[], direction: Direction, profile: Enforcement, instructions: Instruction[]): void {
  const test = ({ policy }: Applicable) => isolates(policy, direction, profile);
  const isolating = own.every(test) ? own : own.filter(test);
  if (isolating.length === 0) return;
  for (const applicable of isolating) for (const instruction of applicable.instructions) instructions.push(instruction);
  const end = isolating.some(({ sure }) => sure) ? DENY_REST : MAYBE_DENY_REST;
  instructions.push(OWN_NODE, { type: 'everybody', step: end, isolating });
}

/** By order; policies of equal order each start from what the earlier ones left open. */
function ordered(own: readonly Applicable[], instructions: Instruction[]): void {
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
  instructions.push({ type: 'everybody', step: NEXT_STAGE });
}
