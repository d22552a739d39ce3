import { NAMESPACE_NAME_LABEL, namespaceNamed } from '../../model';
import type { EndpointSelector, NamespaceSelection } from '../../model';
import { LabelConstraint, LabelSelector } from '../../sets';
import type { PartialLabels } from '../../sets';
import { ACCOUNT_PREFIX } from '../account-label';
import { fieldsOf, isFields, listOf } from '../manifest';
import type { Fields } from '../manifest';
import { onlyLabel } from '../label-selector';
import { labelKeyProblem, labelValueProblem } from '../names';
import type { ObjectProblems } from '../object-problems';
import type { Place } from '../place';
import { quote } from '../../text/quote';

const NOTHING = LabelConstraint.in([]);

/** The label that Antrea gives pods for their account, where some policy asks for it. */
export const ACCOUNT = `${ACCOUNT_PREFIX}antrea`;

/** The meaning of a selector; an absent one selects everything. One that is stored though it means nothing selects nothing. */
export function selectorOf(value: unknown): LabelSelector {
  const { matchLabels, matchExpressions } = fieldsOf(value);
  const only = onlyLabel(fieldsOf(value));
  if (only !== undefined) return LabelSelector.label(only, fieldsOf(matchLabels)[only] as string);
  const constraints: [string, LabelConstraint][] = [];
  for (const [key, label] of Object.entries(fieldsOf(matchLabels))) if (typeof label === 'string') constraints.push([key, LabelConstraint.in(labelKeyProblem(key) === undefined ? [label] : [])]);
  for (const item of listOf(matchExpressions).map(fieldsOf)) constraints.push(constraintOf(item));
  return LabelSelector.of(constraints);
}

function constraintOf(item: Fields): [string, LabelConstraint] {
  const key = typeof item.key === 'string' ? item.key : '';
  return [key, labelKeyProblem(key) === undefined ? meaningOf(item) : NOTHING];
}

function meaningOf({ operator, values }: Fields): LabelConstraint {
  const texts = listOf(values).filter((text): text is string => typeof text === 'string');
  if (operator === 'In') return LabelConstraint.in(texts);
  if (operator === 'NotIn') return texts.length === 0 ? NOTHING : LabelConstraint.notIn(texts);
  if (texts.length > 0) return NOTHING;
  return operator === 'Exists' ? LabelConstraint.exists() : operator === 'DoesNotExist' ? LabelConstraint.doesNotExist() : NOTHING;
}

/** Whether a field is there. */
export function isPresent(value: unknown): boolean {
  return value !== undefined && value !== null;
}

/** The pods of an account, also of a namespace that is still to come. */
export function ofAccount(value: unknown): EndpointSelector {
  const { name, namespace } = fieldsOf(value);
  return { namespaces: { labels: ofName(String(namespace)) }, pods: LabelSelector.label(ACCOUNT, String(name)) };
}

/** What is selected by a selection of namespaces, and by labels of namespaces, too; `undefined` where that is nothing. */
export function within(
  { namespaces, pods }: EndpointSelector, labels: LabelSelector, known: ReadonlyMap<string, PartialLabels>,
): EndpointSelector | undefined {
  const both = narrowed(namespaces, labels, known);
  return both && { namespaces: both, pods };
}

function narrowed(selection: NamespaceSelection, labels: LabelSelector, known: ReadonlyMap<string, PartialLabels>): NamespaceSelection | undefined {
  if ('labels' in selection) {
    const both = LabelSelector.of([...selection.labels.constraints, ...labels.constraints]);
    return both.isSatisfiable() ? { labels: both } : undefined;
  }
  const match = labels.match(namespaceNamed(known, selection.name));
  if (match === 'no') return undefined;
  return match === 'definite' ? selection : { labels: LabelSelector.of([...labels.constraints, ...ofName(selection.name).constraints]) };
}

/** The namespace of a name, by its labels. */
export function ofName(name: string): LabelSelector {
  return LabelSelector.label(NAMESPACE_NAME_LABEL, name);
}

/** Reports keys and values that are no labels. */
export function checkSelector(value: unknown, place: Place, problems: ObjectProblems): void {
  if (!isFields(value) || onlyLabel(value) !== undefined) return;
  const report = (text: unknown, problem: string | undefined, at: Place) => {
    if (problem !== undefined) problems.add('invalid-value', at, `${problem}, got ${quote(text)}`);
  };
  for (const [key, label] of Object.entries(fieldsOf(value.matchLabels))) {
    if (label === null) continue;
    report(key, labelKeyProblem(key), place.at('matchLabels'));
    if (typeof label === 'string') report(label, labelValueProblem(label), place.at('matchLabels'));
  }
  listOf(value.matchExpressions).map(fieldsOf).forEach(({ key, values }, i) => {
    const inside = place.at('matchExpressions').at(i);
    report(key ?? '', labelKeyProblem(typeof key === 'string' ? key : ''), inside.at('key'));
    for (const text of listOf(values)) if (typeof text === 'string') report(text, labelValueProblem(text), inside.at('values'));
  });
}
