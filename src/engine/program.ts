import type { Direction, Policy, Stage } from '../model';
import type { Enforcement } from '../profiles';
import { BEGIN_EQUAL, DENY_REST, END_EQUAL, END_OF_ONE_EQUAL, MAYBE_DENY_REST, NEXT_STAGE } from './outcomes';
import { CompiledRule, isolates } from './rules';

/** A policy that selects a class: surely, or perhaps (a pod on the host network). */
export interface Applicable {
  readonly policy: Policy;
  /** The rules of one direction, compiled. */
  readonly rules: readonly CompiledRule[];
  readonly sure: boolean;
}

/**
 * One thing to do to the states of all peers: a step for everybody, a rule for those that it means, anything at all (a policy that was not
 * read), or the exemption of a pod's own node, which a pod on the host network may be.
 */
export type Instruction =
  | { readonly type: 'everybody'; readonly step: number; readonly isolating?: readonly Applicable[] }
  | { readonly type: 'rule'; readonly rule: CompiledRule; readonly sure: boolean; readonly policy: Policy }
  | { readonly type: 'anything'; readonly unread: readonly Policy[] }
  | { readonly type: 'own-node' };

/** The instructions that judge one direction of a class, in the order of the stages. */
export function programOf(applicable: readonly Applicable[], direction: Direction, profile: Enforcement): Instruction[] {
  const instructions: Instruction[] = [];
  const unread = applicable.filter(({ policy }) => policy.unread !== undefined).map(({ policy }) => policy);
  if (unread.length > 0) instructions.push({ type: 'anything', unread });
  const read = unread.length === 0 ? applicable : applicable.filter(({ policy }) => policy.unread === undefined);
  for (const stage of stagesOf(read)) {
    const own = read.filter(({ policy }) => policy.stage.rank === stage.rank);
    if (stage.end === 'deny') unordered(own, direction, profile, instructions);
    else ordered(own, instructions);
  }
  return instructions;
}

function stagesOf(applicable: readonly Applicable[]): Stage[] {
  const byRank = new Map(applicable.map(({ policy }) => [policy.stage.rank, policy.stage]));
  return [...byRank.values()].sort((a, b) => a.rank - b.rank);
}

/**
 * All rules allow, so that their order does not matter; what none allows is denied where a policy isolates. A rule of a policy that perhaps
 * does not apply still surely allows: if it does not apply, it does not isolate either.
 */
function unordered(own: readonly Applicable[], direction: Direction, profile: Enforcement, instructions: Instruction[]): void {
  const isolating = own.filter(({ policy }) => isolates(policy, direction, profile));
  if (isolating.length === 0) return;
  for (const { policy, rules } of isolating) for (const rule of rules) instructions.push({ type: 'rule', rule, sure: true, policy });
  const end = isolating.some(({ sure }) => sure) ? DENY_REST : MAYBE_DENY_REST;
  instructions.push({ type: 'own-node' }, { type: 'everybody', step: end, isolating });
}

/** By order; policies of equal order each start from what the earlier ones left open. */
function ordered(own: readonly Applicable[], instructions: Instruction[]): void {
  const sorted = [...own].sort((a, b) => a.policy.order - b.policy.order);
  for (let i = 0; i < sorted.length; ) {
    let end = i + 1;
    while (end < sorted.length && sorted[end].policy.order === sorted[i].policy.order) end++;
    const equal = sorted.slice(i, end);
    if (equal.length > 1) instructions.push({ type: 'everybody', step: BEGIN_EQUAL });
    for (const { policy, rules, sure } of equal) {
      for (const rule of rules) instructions.push({ type: 'rule', rule, sure, policy });
      if (equal.length > 1) instructions.push({ type: 'everybody', step: END_OF_ONE_EQUAL });
    }
    if (equal.length > 1) instructions.push({ type: 'everybody', step: END_EQUAL });
    i = end;
  }
  instructions.push({ type: 'everybody', step: NEXT_STAGE });
}
