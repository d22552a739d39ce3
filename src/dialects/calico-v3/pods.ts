import { isSatisfiable, NAMESPACE_NAME_LABEL } from '../../model';
import type { EndpointSelector, NamespaceSelection, RulePeer } from '../../model';
import { LabelConstraint, LabelSelector } from '../../sets';
import { EVERY_POD } from '../every-pod';
import { namespaceCalled } from '../own-namespace';
import { joined } from './formula';
import type { Formula } from './formula';

type Label = Formula & { readonly is: 'label' };

/** Subjects with more alternatives are not taken apart. */
const MAX_ALTERNATIVES = 64;
/** Nor those that take more steps, most of which lead to nothing. */
const MAX_STEPS = MAX_ALTERNATIVES ** 2;

/** The pods of which a formula holds, as peers of a policy of a namespace, or of the cluster. */
export function podPeers(formula: Formula, home?: string): RulePeer[] {
  switch (formula.is) {
    case 'true': return [{ type: 'endpoints', endpoints: EVERY_POD }];
    case 'false': return [];
    case 'label': return [{ type: 'endpoints', endpoints: selectorOf([formula], home) }];
    case 'unknown': return [{ type: 'all-of', every: [[{ type: 'endpoints', endpoints: EVERY_POD }], [{ type: 'unreadable', why: formula.why }]], none: [] }];
    case 'or': return formula.all.flatMap((part) => podPeers(part, home));
    default: {
      if (formula.all.every(isLabel)) return [{ type: 'endpoints', endpoints: selectorOf(formula.all, home) }];
      const labels = formula.all.filter(isLabel);
      const own: RulePeer[] = labels.length === 0 ? [] : [{ type: 'endpoints', endpoints: selectorOf(labels, home) }];
      const others = formula.all.filter((part) => !isLabel(part)).map((part) => podPeers(part, home));
      return others.length === 0 ? own : [{ type: 'all-of', every: own.length === 0 ? others : [own, ...others], none: [] }];
    }
  }
}

/**
 * The pods of which a formula holds, as selectors that share no pod; `undefined` where there are too many, or something is not known. Labels are
 * decided one after the other, those first that are always known: what they decide is not cut into parts by labels that may not be.
 */
export function disjointSelectors(formula: Formula, home?: string): EndpointSelector[] | undefined {
  // of labels that hold together there is one selector; nearly all formulas are such
  if (formula.is === 'label') return isPossible([formula]) ? [selectorOf([formula], home)] : [];
  if (formula.is === 'and' && formula.all.every(isLabel)) return isPossible(formula.all) ? [selectorOf(formula.all, home)] : [];
  const labels = labelsOf(formula);
  if (labels === undefined) return undefined;
  const found: (readonly Label[])[] = [];
  let steps = 0;
  const decide = (rest: Formula, before: readonly Label[], next: number): void => {
    if (++steps > MAX_STEPS || found.length > MAX_ALTERNATIVES || rest.is === 'false' || !isPossible(before)) return;
    if (rest.is === 'true') {
      found.push(before);
      return;
    }
    const label = labels[next];
    const [ifSo, ifNot] = [assigned(rest, label, true), assigned(rest, label, false)];
    if (ifSo === rest && ifNot === rest) {
      decide(rest, before, next + 1);
      return;
    }
    decide(ifSo, [...before, label], next + 1);
    decide(ifNot, [...before, negated(label)], next + 1);
  };
  decide(formula, [], 0);
  return steps > MAX_STEPS || found.length > MAX_ALTERNATIVES ? undefined : found.map((one) => selectorOf(one, home));
}

function isLabel(part: Formula): part is Label {
  return part.is === 'label';
}

/** The labels of a formula, none of them twice, not even negated: names of namespaces, which are always known, labels of pods, others of namespaces. */
function labelsOf(formula: Formula): Label[] | undefined {
  const found: Label[] = [];
  const collect = (part: Formula): boolean => {
    if (part.is === 'label' && !found.some((one) => isSame(one, part) || isSame(negated(one), part))) found.push(part);
    return part.is !== 'unknown' && (!('all' in part) || part.all.every(collect));
  };
  if (!collect(formula)) return undefined;
  return found.sort((a, b) => certaintyOf(a) - certaintyOf(b));
}

function certaintyOf({ of, key }: Label): number {
  if (of === 'pod') return 1;
  return key === NAMESPACE_NAME_LABEL ? 0 : 2;
}

/** The formula where a label holds, or does not; the same object where that decides nothing. */
function assigned(formula: Formula, label: Label, holds: boolean): Formula {
  if (formula.is === 'label') {
    if (isSame(formula, label)) return { is: holds ? 'true' : 'false' };
    return isSame(formula, negated(label)) ? { is: holds ? 'false' : 'true' } : formula;
  }
  if (formula.is !== 'and' && formula.is !== 'or') return formula;
  const all = formula.all.map((part) => assigned(part, label, holds));
  return all.every((part, i) => part === formula.all[i]) ? formula : joined(formula.is, all);
}

function isSame(a: Label, b: Label): boolean {
  return a.of === b.of && a.key === b.key && a.constraint.equals(b.constraint);
}

function negated(label: Label): Label {
  return { ...label, constraint: complementOf(label.constraint) };
}

/** INVARIANT: the constraint is of one operator of the language, each of which has a negation; test/dialects/calico-v3/selector.test.ts. */
function complementOf(constraint: LabelConstraint): LabelConstraint {
  const { allowsAbsent, cofinite, values, tests } = constraint;
  if (tests.length > 0) return LabelConstraint.passing({ ...tests[0], negated: !tests[0].negated });
  if (values.length > 0 || allowsAbsent === cofinite) return cofinite ? LabelConstraint.in(values) : LabelConstraint.notIn(values);
  return allowsAbsent ? LabelConstraint.exists() : LabelConstraint.doesNotExist();
}

function isPossible(term: readonly Label[]): boolean {
  return isSatisfiable(selectorOf(term, undefined));
}

function selectorOf(labels: readonly Label[], home: string | undefined): EndpointSelector {
  const namespaces: [string, LabelConstraint][] = [];
  const pods: [string, LabelConstraint][] = [];
  for (const { of, key, constraint } of labels) (of === 'pod' ? pods : namespaces).push([key, constraint]);
  return { namespaces: selectionOf(LabelSelector.of(namespaces), home), pods: LabelSelector.of(pods) };
}

/** The namespace of the policy is there with it; another one may be created, and has its name as a label then. */
function selectionOf(labels: LabelSelector, home: string | undefined): NamespaceSelection {
  return home !== undefined && labels.equals(LabelSelector.label(NAMESPACE_NAME_LABEL, home)) ? namespaceCalled(home) : { labels };
}
