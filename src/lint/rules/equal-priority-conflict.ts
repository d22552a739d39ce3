import { append } from '../../sets';
import { isSameStage, stagesOf } from '../../engine';
import type { Policy, Rule } from '../../model';
import type { LintContext } from '../framework/context';
import type { LintRule } from '../framework/rule';
import { endsMeant } from '../helpers/ends-meant';

export const EQUAL_PRIORITY_CONFLICT: LintRule = {
  id: 'equal-priority-conflict',
  severity: 'warning',
  edge: false,
  summary: 'Two policies of equal priority or order disagree about the same traffic.',
  why: 'which of two policies with equal priority wins is not specified, or depends on their names only',
  *check(context) {
    for (const equal of equalOnes(context)) {
      const said = new Set<string>();
      for (const [one, other] of pairsOf(context, equal)) {
        const key = `${one.origin.label} ${other.origin.label}`;
        const rule = said.has(key) ? undefined : conflicting(context, one, other);
        if (rule === undefined) continue;
        said.add(key);
        const isNamed = areNamed(one, other);
        yield {
          ...(isNamed && { severity: 'info' }),
          message: `${one.origin.label} and ${other.origin.label} have equal priority and disagree about the same traffic${isNamed ? ': their names decide' : ''}`,
          fix: one.stage.tiesByName === true || other.stage.tiesByName === true ? 'give them different orders' : 'give them different priorities',
          origin: other.origin,
          path: rule.origin.path,
        };
      }
    }
  },
};

/** Policies of one stage and one order, some of which do not only allow. */
function equalOnes({ policies }: LintContext): (readonly Policy[])[] {
  const read = policies.filter(({ unread }) => unread === undefined);
  if (!read.some(isDeciding)) return [];
  const stages = stagesOf(read, ({ stage }) => stage);
  const byOrder = new Map<string, Policy[]>();
  for (const policy of read) {
    const key = `${stages.findIndex((stage) => isSameStage(stage, policy.stage))} ${policy.order}`;
    append(byOrder, key, policy);
  }
  return [...byOrder.values()].filter((equal) => equal.length > 1 && equal.some(isDeciding));
}

/** Whether a policy can disagree with one that allows; where denials come first, whatever the order says, none does. */
function isDeciding({ stage, rules }: Policy): boolean {
  return stage.deniesFirst !== true && rules.some(({ action }) => action !== 'allow');
}

/** The pairs that share a pod and may disagree, in the order of the input. */
function* pairsOf(context: LintContext, equal: readonly Policy[]): Generator<[Policy, Policy]> {
  const ofClass = new Map<number, number[]>();
  equal.forEach((policy, i) => {
    for (const c of context.subjects(policy)) append(ofClass, c, i);
  });
  const found = new Map<number, Set<number>>();
  const add = (i: number, j: number) => found.set(i, (found.get(i) ?? new Set()).add(j));
  equal.forEach((policy, i) => {
    if (!isDeciding(policy)) return;
    for (const j of context.subjects(policy).flatMap((c) => ofClass.get(c)!)) {
      if (equal[j].origin !== policy.origin) add(Math.min(i, j), Math.max(i, j));
    }
  });
  for (const i of [...found.keys()].sort((a, b) => a - b)) {
    for (const j of [...found.get(i)!].sort((a, b) => a - b)) yield [equal[i], equal[j]];
  }
}

/** Whether names decide between two policies of one stage. */
function areNamed(one: Policy, other: Policy): boolean {
  const isOfNamespace = ({ namespace }: Policy) => namespace !== undefined;
  return one.stage.tiesByName === true && other.stage.tiesByName === true && isOfNamespace(one) === isOfNamespace(other);
}

/** A rule of the second policy that matches a connection for which a rule of the first policy has another action. */
function conflicting(context: LintContext, one: Policy, other: Policy): Rule | undefined {
  const subjects = new Set(context.subjects(one));
  const shared = context.subjects(other).filter((c) => subjects.has(c));
  return other.rules.find((rule) => one.rules.some((before) => before.direction === rule.direction && before.action !== rule.action
    && shareTraffic(before, rule) && shareOwn(context, before, rule, shared) && meet(context, before, rule)));
}

function shareTraffic({ traffic: one }: Rule, { traffic: other }: Rule): boolean {
  const names = new Set(one.named.map(({ name }) => name));
  return !one.fixed.intersect(other.fixed).isEmpty() || other.named.some(({ name }) => names.has(name));
}

/** Whether both rules are about one of the pods. */
function shareOwn(context: LintContext, one: Rule, other: Rule, shared: readonly number[]): boolean {
  const [first, second] = [one, other].map(({ own }) => endsMeant(context, own).classes);
  return shared.some((c) => first.has(c) && second.has(c));
}

function meet(context: LintContext, one: Rule, other: Rule): boolean {
  const [first, second] = [endsMeant(context, one.peers), endsMeant(context, other.peers)];
  return [...second.classes].some((c) => first.classes.has(c)) || !first.addresses.intersect(second.addresses).isEmpty();
}
