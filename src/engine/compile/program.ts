import type { Policy, Stage } from '../../model';
import { BEGIN_EQUAL, DENY_REST, END_EQUAL, END_OF_ONE_EQUAL, END_OF_POSSIBLE, NEXT_STAGE, POSSIBLY_DENY_OF_ONE, POSSIBLY_DENY_REST } from './fixed-transitions';
import type { CompiledRule } from './rules';
import { isSameStage, stagesOf } from './stages';
import type { Application } from './subjects';

/** A policy that selects a class, definitely or possibly. */
export interface Applicable {
  readonly policy: Policy;
  /** The rules of one direction, compiled. */
  readonly rules: readonly CompiledRule[];
  /** The rules as ops of a policy that definitely applies. */
  readonly ops: readonly RuleOp[];
  /** Whether each of the rules allows. */
  readonly onlyAllows: boolean;
  /** Whether the policy isolates in this direction. */
  readonly isolates: boolean;
  /** Whether its subjects are known to have no exemption for their own node. */
  readonly policesOwnNode: boolean;
  /** Whether nothing of the stages stops what the own node of its subjects sends. */
  readonly sparesOwnNode: boolean;
  /** Whether the policy definitely applies to the class, or on what this depends. */
  readonly applies: Application;
}

/** Applies a rule to the peers that it selects. */
export interface RuleOp {
  readonly type: 'rule';
  readonly rule: CompiledRule;
  /** Whether the rule acts on what is open as one that applies; in a part of the program for one policy it does, though the policy is only possible. */
  readonly definite: boolean;
  readonly policy: Policy;
  /** Whether it depends on labels that are not known that the policy applies. */
  readonly isPossible?: boolean;
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
  if (applicable.some(({ sparesOwnNode }) => sparesOwnNode)) ops.push(OWN_NODE);
  const stages = stagesOf(read, stageOf);
  for (const stage of stages) {
    const ofStage = stages.length === 1 ? read : read.filter(({ policy }) => isSameStage(policy.stage, stage));
    if (stage.isolating && ofStage.every(hasDeniesFirst) && !ofStage.every(isPlain)) {
      deniesFirst(ofStage, ops);
      continue;
    }
    if (stage.isolating && !areAllPossible(ofStage)) {
      isolate(ofStage, ops);
      continue;
    }
    if (stage.isolating) eachAlone(ofStage, ops);
    else {
      if (stage.exemptsOwnNode === true && !ofStage.some(({ policesOwnNode }) => policesOwnNode)) ops.push(OWN_NODE);
      ordered(ofStage, ops);
    }
    ops.push({ type: 'allPeers', transition: NEXT_STAGE });
  }
  return ops;
}

const OWN_NODE: Op = { type: 'ownNode' };

function stageOf({ policy }: Applicable): Stage {
  return policy.stage;
}

function hasDeniesFirst({ policy }: Applicable): boolean {
  return policy.stage.deniesFirst === true;
}

function areAllPossible(policies: readonly Applicable[]): boolean {
  for (let i = 0; i < policies.length; i++) if (policies[i].applies !== 'possible') return false;
  return true;
}

function isUnread({ policy }: Applicable): boolean {
  return policy.unread !== undefined;
}

/** An isolating stage of which some policy definitely applies, or all that apply do so for one reason. */
function isolate(policies: readonly Applicable[], ops: Op[]): void {
  if (isOrderFree(policies)) unordered(policies, ops);
  else ordered(policies, ops);
  denyRest(policies, ops);
}

/**
 * Whether the order of the policies does not matter. What several rules allow is the union of what each allows, as long as none denies or
 * passes; and policies that depend on whether the agent counts a pod on the host network apply together or not at all.
 * INVARIANT: `ordered` gives the same outcome here; test/laws/stage-order.test.ts runs both side by side.
 */
function isOrderFree(policies: readonly Applicable[]): boolean {
  for (let i = 0; i < policies.length; i++) if (!policies[i].onlyAllows) return false;
  return true;
}

/** A rule of a policy that applies to a pod on the host network still definitely allows: if the policy does not apply, it does not isolate either. */
function unordered(policies: readonly Applicable[], ops: Op[]): void {
  for (const { ops: rules, applies } of policies) {
    for (const op of rules) ops.push(applies === 'possible' ? { ...op, definite: false, isPossible: true } : op);
  }
}

/** Whether a policy isolates and all that its rules do is to allow: then nothing comes first, and nothing is partly meant. */
function isPlain({ onlyAllows, isolates, ops }: Applicable): boolean {
  return onlyAllows && isolates && ops.every(({ definite }) => definite);
}

/**
 * A stage in which any rule that denies wins over any that allows, and some policies may not isolate. Of those that may apply, each is taken
 * alone: what several of them do to a packet, one of them does.
 * INVARIANT: where all are plain, the other walks give the same outcome; test/laws/stage-order.test.ts.
 */
function deniesFirst(policies: readonly Applicable[], ops: Op[]): void {
  const rulesOf = (one: Applicable, action: 'allow' | 'deny') => possibleOps(one).filter(({ rule }) => rule.action === action);
  for (const one of policies) for (const op of rulesOf(one, 'deny')) ops.push(one.applies === 'possible' ? { ...op, definite: false } : op);
  const certain = policies.filter(({ applies }) => applies !== 'possible');
  const unsure = policies.filter(({ applies }) => applies === 'possible');
  for (const one of certain) ops.push(...rulesOf(one, 'allow'));
  const isIsolated = certain.some(({ isolates }) => isolates);
  if (!isIsolated) for (const one of certain) ops.push(...restOfParts(one));
  if (unsure.length > 0) {
    if (!isIsolated && unsure.some(({ policesOwnNode }) => !policesOwnNode)) ops.push(OWN_NODE);
    ops.push({ type: 'allPeers', transition: BEGIN_EQUAL });
    for (const one of unsure) {
      ops.push(...rulesOf(one, 'deny'), ...rulesOf(one, 'allow'), ...restOfParts(one));
      const deniesRest: Op = { type: 'allPeers', transition: POSSIBLY_DENY_OF_ONE, ...(one.isolates && { isolating: [one] }) };
      ops.push(isIsolated || one.isolates ? deniesRest : { type: 'allPeers', transition: END_OF_POSSIBLE });
    }
    ops.push({ type: 'allPeers', transition: END_EQUAL });
  }
  if (isIsolated) denyRest(policies.filter(({ isolates }) => isolates), ops);
  else ops.push({ type: 'allPeers', transition: NEXT_STAGE });
}

/** What a rule that is partly meant may deny where nothing isolates: the rest of it. */
function restOfParts(one: Applicable): RuleOp[] {
  return possibleOps(one).filter(({ rule }) => rule.action === 'allow' && rule.rule.partly !== undefined)
    .map((op): RuleOp => ({ ...op, definite: false, rule: { ...op.rule, action: 'deny' } }));
}

/**
 * What the stage leaves undecided is denied.
 * INVARIANT: all these policies isolate; test/engine/judge/row-table.test.ts.
 */
function denyRest(policies: readonly Applicable[], ops: Op[]): void {
  const transition = policies.some(({ applies }) => applies === 'definite') ? DENY_REST : POSSIBLY_DENY_REST;
  if (!policies.some(({ policesOwnNode, applies }) => policesOwnNode && applies === 'definite')) ops.push(OWN_NODE);
  ops.push({ type: 'allPeers', transition, isolating: policies });
}

/**
 * An isolating stage whose policies all depend on labels that are not known. Each may be the only one that applies: then what it does not
 * allow is denied. If none applies, everything is left to the next stage.
 */
function eachAlone(policies: readonly Applicable[], ops: Op[]): void {
  ops.push(OWN_NODE, { type: 'allPeers', transition: BEGIN_EQUAL });
  for (const applicable of policies) {
    ops.push(...possibleOps(applicable), { type: 'allPeers', transition: POSSIBLY_DENY_OF_ONE, isolating: [applicable] });
  }
  ops.push({ type: 'allPeers', transition: END_EQUAL });
}

/**
 * By order; policies of equal order, and those that possibly apply, each start from what the earlier ones left open. Where all of those of equal
 * order only allow, none of them comes first.
 */
function ordered(policies: readonly Applicable[], ops: Op[]): void {
  const sorted = [...policies].sort(byOrder);
  for (let i = 0; i < sorted.length; ) {
    let end = i + 1;
    while (end < sorted.length && sorted[end].policy.order === sorted[i].policy.order) end++;
    const equal = sorted.slice(i, end);
    if (equal.every(isCertain) && (equal.length === 1 || equal.every(isUnionOfAllows))) for (const one of equal) ops.push(...one.ops);
    else if (areNamed(equal)) for (const one of equal) (isCertain(one) ? ops.push(...one.ops) : apart([one], ops));
    else apart(equal, ops);
    i = end;
  }
}

/** Whether the policy is one of a stage in which it does not matter which of several allows first. */
function isUnionOfAllows({ policy, onlyAllows }: Applicable): boolean {
  return policy.stage.isolating && onlyAllows;
}

function isCertain({ applies }: Applicable): boolean {
  return applies === 'definite';
}

function byOrder({ policy: a }: Applicable, { policy: b }: Applicable): number {
  if (a.order !== b.order) return a.order < b.order ? -1 : 1;
  return a.name < b.name ? -1 : a.name > b.name ? 1 : 0;
}

/** Whether the names of policies of equal order say which one is first. */
function areNamed(equal: readonly Applicable[]): boolean {
  const [first] = equal;
  return equal.every(({ policy }) => policy.stage.tiesByName === true && policy.namespace === first.policy.namespace);
}

function apart(equal: readonly Applicable[], ops: Op[]): void {
  ops.push({ type: 'allPeers', transition: BEGIN_EQUAL });
  for (const one of equal) {
    if (one.applies === 'definite') ops.push(...one.ops, { type: 'allPeers', transition: END_OF_ONE_EQUAL });
    else ops.push(...possibleOps(one), { type: 'allPeers', transition: END_OF_POSSIBLE });
  }
  ops.push({ type: 'allPeers', transition: END_EQUAL });
}

function possibleOps({ ops, applies }: Applicable): readonly RuleOp[] {
  return applies === 'possible' ? ops.map((op) => ({ ...op, isPossible: true })) : ops;
}
