import { NAMESPACE_NAME_LABEL } from '../../model';
import type { EndpointSelector, NamespaceSelection, RulePeer } from '../../model';
import { LabelConstraint, LabelSelector } from '../../sets';
import { EVERY_POD } from '../every-pod';
import type { Formula } from './formula';

type Label = Formula & { readonly is: 'label' };

/** Subjects with more alternatives are not taken apart. */
const MAX_ALTERNATIVES = 64;

/** The pods of which a formula holds, as peers. */
export function podPeers(formula: Formula): RulePeer[] {
  switch (formula.is) {
    case 'true': return [{ type: 'endpoints', endpoints: EVERY_POD }];
    case 'false': return [];
    case 'label': return [{ type: 'endpoints', endpoints: selectorOf([formula]) }];
    case 'unknown': return [{ type: 'all-of', every: [[{ type: 'endpoints', endpoints: EVERY_POD }], [{ type: 'unreadable', why: formula.why }]], none: [] }];
    case 'or': return formula.all.flatMap(podPeers);
    default: {
      const labels = formula.all.filter(isLabel);
      const own: RulePeer[] = labels.length === 0 ? [] : [{ type: 'endpoints', endpoints: selectorOf(labels) }];
      const others = formula.all.filter((part) => !isLabel(part)).map(podPeers);
      return others.length === 0 ? own : [{ type: 'all-of', every: own.length === 0 ? others : [own, ...others], none: [] }];
    }
  }
}

/** The pods of which a formula holds, as selectors that share no pod; `undefined` where there are too many, or something is not known. */
export function disjointSelectors(formula: Formula): EndpointSelector[] | undefined {
  const terms = termsOf(formula);
  if (terms === undefined) return undefined;
  let apart: (readonly Label[])[] = [];
  for (const [i, term] of terms.entries()) {
    let rest: (readonly Label[])[] = [term];
    for (const before of terms.slice(0, i)) {
      rest = rest.flatMap((one) => without(one, before));
      if (rest.length > MAX_ALTERNATIVES) return undefined;
    }
    apart = [...apart, ...rest];
    if (apart.length > MAX_ALTERNATIVES) return undefined;
  }
  return apart.map(selectorOf);
}

function isLabel(part: Formula): part is Label {
  return part.is === 'label';
}

/** The alternatives, each a list of labels that hold together. */
function termsOf(formula: Formula): (readonly Label[])[] | undefined {
  switch (formula.is) {
    case 'true': return [[]];
    case 'false': return [];
    case 'label': return [[formula]];
    case 'unknown': return undefined;
    default: return termsOfAll(formula);
  }
}

function termsOfAll(formula: Formula & { readonly is: 'and' | 'or' }): (readonly Label[])[] | undefined {
  const parts = formula.all.map(termsOf);
  if (parts.some((part) => part === undefined)) return undefined;
  const known = parts as (readonly Label[])[][];
  const product = (a: (readonly Label[])[], b: (readonly Label[])[]) => a.flatMap((one) => b.map((other) => [...one, ...other])).filter(isPossible);
  let terms: (readonly Label[])[] = formula.is === 'or' ? known.flat() : [[]];
  for (const part of formula.is === 'or' ? [] : known) {
    if (terms.length * part.length > MAX_ALTERNATIVES ** 2) return undefined;
    terms = product(terms, part);
  }
  return terms.length > MAX_ALTERNATIVES ? undefined : terms;
}

/** What is in the first list of labels and not in the second one: the first label of the second that fails decides. */
function without(term: readonly Label[], cut: readonly Label[]): (readonly Label[])[] {
  return cut.map((label, i) => [...term, ...cut.slice(0, i), { ...label, constraint: complementOf(label.constraint) }]).filter(isPossible);
}

/** INVARIANT: the constraint is of one operator of the language, each of which has a negation; test/dialects/calico-v3/selector.test.ts. */
function complementOf(constraint: LabelConstraint): LabelConstraint {
  const { allowsAbsent, cofinite, values, tests } = constraint;
  if (tests.length > 0) return LabelConstraint.passing({ ...tests[0], negated: !tests[0].negated });
  if (values.length > 0 || allowsAbsent === cofinite) return cofinite ? LabelConstraint.in(values) : LabelConstraint.notIn(values);
  return allowsAbsent ? LabelConstraint.exists() : LabelConstraint.doesNotExist();
}

function isPossible(term: readonly Label[]): boolean {
  const { namespaces, pods } = selectorOf(term);
  return pods.isSatisfiable() && ('name' in namespaces || namespaces.labels.isSatisfiable());
}

function selectorOf(labels: readonly Label[]): EndpointSelector {
  const those = (of: Label['of']) => LabelSelector.of(labels.filter((label) => label.of === of).map(({ key, constraint }) => [key, constraint] as const));
  return { namespaces: selectionOf(those('namespace')), pods: those('pod') };
}

function selectionOf(labels: LabelSelector): NamespaceSelection {
  const only = labels.constraints.length === 1 ? labels.constraints[0] : undefined;
  if (only === undefined || only[0] !== NAMESPACE_NAME_LABEL) return { labels };
  const { cofinite, allowsAbsent, values } = only[1];
  return cofinite || allowsAbsent || values.length !== 1 ? { labels } : { name: values[0] };
}
