import type { Policy, Stage } from '../../model';
import { BEGIN_EQUAL, DENY_REST, END_EQUAL, END_OF_ONE_EQUAL, POSSIBLY_DENY_REST, NEXT_STAGE } from './fixed-transitions';
import type { CompiledRule } from './rules';
import { isSameStage, stagesOf } from './stages';

/** A policy that selects a class: definitely, or possibly (a pod on the host network). */
export interface Applicable {
  readonly policy: Policy;
  /** The rules of one direction, compiled. */
  readonly rules: readonly CompiledRule[];
  /** The rules as ops of a policy that definitely applies. */
  readonly ops: readonly RuleOp[];
  /** Whether each of the rules allows. */
  readonly onlyAllows: boolean;
  /** Whether the policy definitely selects the class. */
  readonly definite: boolean;
}

/** Applies a rule to the peers that it selects. */
export interface RuleOp {
  readonly type: 'rule';
  readonly rule: CompiledRule;
  /** Whether the rule's policy definitely selects the class. */
  readonly definite: boolean;
  readonly policy: Policy;
}

/**
 * One operation on the states of all peers: a transition for all of them, a rule for those that it selects, policies that were not read
 * (they may deny and, if one of them may do anything, allow), or the exemption of a pod's own node, whose address a pod on the host network may have.
 */
export type Op =
  | { readonly type: 'allPeers'; readonly transition: number; readonly isolating?: readonly Applicable[] }
  | RuleOp
  | { readonly type: 'unreadPolicy'; readonly unread: readonly Policy[]; readonly mayAllow: boolean }
  | { readonly type: 'ownNode' };

/** The program that judges one direction of a class, in the order of the stages. `applicable`: all policies that apply to this direction. */
export function programOf(applicable: readonly Applicable[]): Op[] {
  const ops: Op[] = [];
  const unread = applicable.some(isUnread) ? applicable.filter(isUnread).map(({ policy }) => policy) : [];
  if (unread.length > 0) ops.push({ type: 'unreadPolicy', unread, mayAllow: unread.some(({ unreadEffect }) => unreadEffect !== 'may-deny') });
  const read = unread.length === 0 ? applicable : applicable.filter((one) => !isUnread(one));
  const stages = stagesOf(read, stageOf);
  for (const stage of stages) {
    const ofStage = stages.length === 1 ? read : read.filter(({ policy }) => isSameStage(policy.stage, stage));
    if (stage.isolating && isOrderFree(ofStage)) unordered(ofStage, ops);
    else ordered(ofStage, ops);
    if (stage.isolating) denyRest(ofStage, ops);
    else ops.push({ type: 'allPeers', transition: NEXT_STAGE });
  }
  return ops;
}

const OWN_NODE: Op = { type: 'ownNode' };

function stageOf({ policy }: Applicable): Stage {
  return policy.stage;
}

function isUnread({ policy }: Applicable): boolean {
  return policy.unread !== undefined;
}

/**
 * Whether the order of the policies does not matter. What several rules allow is the union of what each allows, as long as none denies or
 * passes; and policies that possibly apply must do so together (all, or none: they select one pod on the host network).
 * INVARIANT: `ordered` gives the same outcome here; test/laws/stage-order.test.ts runs both side by side.
 */
function isOrderFree(policies: readonly Applicable[]): boolean {
  for (let i = 0; i < policies.length; i++) if (!policies[i].onlyAllows || policies[i].definite !== policies[0].definite) return false;
  return true;
}

/** A rule of a policy that possibly applies still definitely allows: if the policy does not apply, it does not isolate either. */
function unordered(policies: readonly Applicable[], ops: Op[]): void {
  for (const applicable of policies) for (const op of applicable.ops) ops.push(op);
}

/**
 * What the stage leaves undecided is denied.
 * INVARIANT: all policies of an isolating stage that apply to a direction isolate it (`appliesTo`); test/engine/judge/row-table.test.ts.
 */
function denyRest(policies: readonly Applicable[], ops: Op[]): void {
  const transition = policies.some(({ definite }) => definite) ? DENY_REST : POSSIBLY_DENY_REST;
  ops.push(OWN_NODE, { type: 'allPeers', transition, isolating: policies });
}

/** By order; policies of equal order each start from what the earlier ones left open. */
function ordered(policies: readonly Applicable[], ops: Op[]): void {
  const sorted = [...policies].sort((a, b) => a.policy.order - b.policy.order);
  for (let i = 0; i < sorted.length; ) {
    let end = i + 1;
    while (end < sorted.length && sorted[end].policy.order === sorted[i].policy.order) end++;
    const equal = sorted.slice(i, end);
    if (equal.length > 1) ops.push({ type: 'allPeers', transition: BEGIN_EQUAL });
    for (const applicable of equal) {
      for (const op of applicable.ops) ops.push(applicable.definite ? op : { ...op, definite: false });
      if (equal.length > 1) ops.push({ type: 'allPeers', transition: END_OF_ONE_EQUAL });
    }
    if (equal.length > 1) ops.push({ type: 'allPeers', transition: END_EQUAL });
    i = end;
  }
}
