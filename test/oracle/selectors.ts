import { MAYBE, Match, NO, Raw, YES, absent, isObject, listOf } from './values';

export type Labels = Readonly<Record<string, string>>;

const NAME = /^([A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?)$/;
const SUBDOMAIN = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;

export function isSubdomain(text: string): boolean {
  return text.length <= 253 && SUBDOMAIN.test(text);
}

/** `name` or `prefix/name`. */
export function isLabelKey(key: Raw): boolean {
  if (typeof key !== 'string') return false;
  const parts = key.split('/');
  if (parts.length > 2) return false;
  const name = parts[parts.length - 1];
  return name.length <= 63 && NAME.test(name) && (parts.length === 1 || isSubdomain(parts[0]));
}

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

function matchesExpression(labels: Labels, { key, operator, values }: Raw): boolean {
  switch (operator) {
    case 'In': return has(labels, key) && listOf(values).some((value) => (value ?? '') === labels[key]);
    case 'NotIn': return !has(labels, key) || !listOf(values).some((value) => (value ?? '') === labels[key]);
    case 'Exists': return has(labels, key);
    default: return !has(labels, key);
  }
}

/**
 * A selector of NetworkPolicy keeps a null label as the empty text; in a CRD the null never arrives (`prunesNull`).
 * A selector that makes no sense may match anything.
 */
export function selects(raw: Raw, labels: Labels, prunesNull: boolean): Match {
  if (absent(raw)) return YES;
  if (!isSoundSelector(raw)) return MAYBE;
  for (const [key, value] of Object.entries<Raw>(raw.matchLabels ?? {})) {
    if (value === null && prunesNull) continue;
    if (!has(labels, key) || labels[key] !== (value ?? '')) return NO;
  }
  return listOf(raw.matchExpressions).every((item) => matchesExpression(labels, item)) ? YES : NO;
}
