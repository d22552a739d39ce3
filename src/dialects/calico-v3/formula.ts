import { NAMESPACE_NAME_LABEL } from '../../model';
import { LabelConstraint } from '../../sets';
import { ACCOUNT_PREFIX } from '../account-label';
import type { Expression } from './selector';

/** The label of pods with the name of their account, which Calico adds; here no other language sees it. */
const ACCOUNT_LABEL = 'projectcalico.org/serviceaccount';
export const ACCOUNT = `${ACCOUNT_PREFIX}calico`;
const NAMESPACE = 'projectcalico.org/namespace';
const ORCHESTRATOR = 'projectcalico.org/orchestrator';
const NAMESPACE_NAME = 'projectcalico.org/name';
/** With these in front, labels of the namespace and of the account stand beside those of a pod. */
const OF_NAMESPACE = 'pcns.';
const OF_ACCOUNT = 'pcsa.';

/** What must hold of a pod, without negations: those stand in the constraints. */
export type Formula =
  | { readonly is: 'true' | 'false' }
  | { readonly is: 'label'; readonly of: 'pod' | 'namespace'; readonly key: string; readonly constraint: LabelConstraint }
  | { readonly is: 'unknown'; readonly why: string }
  | { readonly is: 'and' | 'or'; readonly all: readonly Formula[] };

const TRUE: Formula = { is: 'true' };
const FALSE: Formula = { is: 'false' };

/** What a selector says of pods by their own labels. */
export function ofPod(expression: Expression): Formula {
  return formulaOf(expression, false, podLabel);
}

/** What a `namespaceSelector` says of pods: by the labels of their namespace. */
export function ofNamespace(expression: Expression): Formula {
  return formulaOf(expression, false, namespaceLabel);
}

/** Pods of one namespace. */
export function inNamespace(name: string): Formula {
  return { is: 'label', of: 'namespace', key: NAMESPACE_NAME_LABEL, constraint: LabelConstraint.in([name]) };
}

/** All of them together. */
export function allOf(parts: readonly Formula[]): Formula {
  return joined('and', parts);
}

type LabelFormula = (key: string, constraint: LabelConstraint) => Formula;

function formulaOf(expression: Expression, isNegated: boolean, label: LabelFormula): Formula {
  switch (expression.is) {
    case 'all': return isNegated ? FALSE : TRUE;
    // every pod is in a namespace
    case 'global': return isNegated ? TRUE : FALSE;
    case 'not': return formulaOf(expression.of, !isNegated, label);
    case 'label': return label(expression.key, isNegated ? expression.negated : expression.constraint);
    default: return joined((expression.is === 'and') === isNegated ? 'or' : 'and', expression.of.map((one) => formulaOf(one, isNegated, label)));
  }
}

/** Parts that hold together, or of which one holds, in the shortest form. */
export function joined(is: 'and' | 'or', parts: readonly Formula[]): Formula {
  const neutral = is === 'and' ? 'true' : 'false';
  const decisive = is === 'and' ? 'false' : 'true';
  const flat: Formula[] = [];
  for (const part of parts) {
    if (part.is === decisive) return is === 'and' ? FALSE : TRUE;
    if (part.is === is) flat.push(...part.all);
    else if (part.is !== neutral) flat.push(part);
  }
  if (flat.length === 0) return is === 'and' ? TRUE : FALSE;
  return flat.length === 1 ? flat[0] : { is, all: flat };
}

function podLabel(key: string, constraint: LabelConstraint): Formula {
  if (key === NAMESPACE) return namespaceLabel(NAMESPACE_NAME, constraint);
  if (key === ACCOUNT_LABEL) return podLabel(ACCOUNT, constraint);
  if (key === ORCHESTRATOR) return constraint.contains('k8s') ? TRUE : FALSE;
  if (key.startsWith(OF_NAMESPACE)) return namespaceLabel(key.slice(OF_NAMESPACE.length), constraint);
  if (key.startsWith(OF_ACCOUNT)) return { is: 'unknown', why: 'labels of service accounts are not read' };
  return constraint.isEverything() ? TRUE : { is: 'label', of: 'pod', key, constraint };
}

function namespaceLabel(key: string, constraint: LabelConstraint): Formula {
  const isName = key === NAMESPACE_NAME || key === NAMESPACE_NAME_LABEL;
  if (constraint.isEverything() || (isName && constraint.equals(LabelConstraint.exists()))) return TRUE;
  if (isName && constraint.equals(LabelConstraint.doesNotExist())) return FALSE;
  return { is: 'label', of: 'namespace', key: isName ? NAMESPACE_NAME_LABEL : key, constraint };
}
