import { ofPair, ofText } from './remember';
import { MAYBE, Match, NO, Raw, YES, absent, both, isObject, listOf } from './values';

export type Labels = Readonly<Record<string, string>>;

/** What is known of an object's labels. */
export interface Seen {
  readonly known: Labels;
  /** Keys that are there, with a value that is not known. */
  readonly hidden: readonly string[];
  /** Whether other keys may be there. */
  readonly more: boolean;
}

/** Labels of which everything is known. */
export function allSeen(known: Labels): Seen {
  return { known, hidden: [], more: false };
}

const NAME = /^([A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?)$/;
const SUBDOMAIN = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;

export function isSubdomain(text: string): boolean {
  return text.length <= 253 && SUBDOMAIN.test(text);
}

/** `name` or `prefix/name`. */
export function isLabelKey(key: Raw): boolean {
  return typeof key === 'string' && isKeyText(key);
}

const isKeyText = ofText((key) => {
  const parts = key.split('/');
  if (parts.length > 2) return false;
  const name = parts[parts.length - 1];
  return name.length <= 63 && NAME.test(name) && (parts.length === 1 || isSubdomain(parts[0]));
});

function isLabelValue(value: Raw): boolean {
  return value === null || (typeof value === 'string' && (value === '' || (value.length <= 63 && NAME.test(value))));
}

/** The labels of an object: JSON's null is stored as the empty text. */
export function readLabels(raw: Raw): Labels {
  const labels: Record<string, string> = Object.create(null);
  if (isObject(raw)) for (const key of Object.keys(raw)) labels[key] = raw[key] ?? '';
  return labels;
}

function has(labels: Labels, key: string): boolean {
  return Object.prototype.hasOwnProperty.call(labels, key);
}

/** Whether every part of a selector is sound: the API server checks this for NetworkPolicy and for nobody else. */
export function isSoundSelector(raw: Raw): boolean {
  if (absent(raw)) return true;
  for (const [key, value] of Object.entries(raw.matchLabels ?? {})) {
    if (!isLabelKey(key) || !isLabelValue(value)) return false;
  }
  return listOf(raw.matchExpressions).every((item) => {
    const { key, operator, values } = item ?? {};
    if (!isLabelKey(key)) return false;
    if (operator === 'In' || operator === 'NotIn') return listOf(values).length > 0 && listOf(values).every(isLabelValue);
    return (operator === 'Exists' || operator === 'DoesNotExist') && listOf(values).length === 0;
  });
}

interface Requirement {
  readonly key: string;
  readonly operator: string;
  readonly values: readonly string[];
}

function requirementsOf(raw: Raw, prunesNull: boolean): Requirement[] {
  const equal = Object.entries<Raw>(raw.matchLabels ?? {}).filter(([, value]) => value !== null || !prunesNull)
    .map(([key, value]): Requirement => ({ key, operator: 'In', values: [value ?? ''] }));
  const written = listOf(raw.matchExpressions).map(({ key, operator, values }): Requirement => ({ key, operator, values: listOf(values).map((value) => value ?? '') }));
  return [...equal, ...written];
}

function meets(value: string | undefined, { operator, values }: Requirement): boolean {
  switch (operator) {
    case 'In': return value !== undefined && values.includes(value);
    case 'NotIn': return value === undefined || !values.includes(value);
    case 'Exists': return value !== undefined;
    default: return value === undefined;
  }
}

/** What the label of a key may be; among the values that are not written anywhere, one stands for all. */
function possibleValues(key: string, asked: readonly Requirement[], { known, hidden, more }: Seen): (string | undefined)[] {
  const any = [...asked.flatMap(({ values }) => values), '(another value)'];
  if (hidden.includes(key)) return any;
  if (has(known, key)) return [known[key]];
  return more ? [undefined, ...any] : [undefined];
}

/**
 * A selector of NetworkPolicy keeps a null label as the empty text; in a CRD the null never arrives (`prunesNull`).
 * A selector that makes no sense may match anything. What is not known of the labels is tried out.
 */
export function selects(raw: Raw, labels: Seen, prunesNull: boolean): Match {
  if (absent(raw)) return YES;
  return prunesNull ? selectsPruned(labels, raw) : selectsWritten(labels, raw);
}

const selectsPruned = ofPair((labels: Seen, raw: Raw) => selectsOf(raw, labels, true));
const selectsWritten = ofPair((labels: Seen, raw: Raw) => selectsOf(raw, labels, false));

function selectsOf(raw: Raw, labels: Seen, prunesNull: boolean): Match {
  if (!isSoundSelector(raw)) return MAYBE;
  const requirements = requirementsOf(raw, prunesNull);
  return [...new Set(requirements.map(({ key }) => key))].reduce<Match>((match, key) => {
    const asked = requirements.filter((one) => one.key === key);
    const met = possibleValues(key, asked, labels).map((value) => asked.every((one) => meets(value, one)));
    return both(match, met.every(Boolean) ? YES : met.some(Boolean) ? MAYBE : NO);
  }, YES);
}
