import type { LabelConstraint } from './label-constraint';
import type { LabelSelector } from './selectors';

/** `app=web, tier in (a, b), !debug` */
export function selectorText(selector: LabelSelector): string {
  return selector.constraints.map(([key, constraint]) => constraintText(key, constraint)).join(', ');
}

function constraintText(key: string, { allowsAbsent, cofinite, values, tests }: LabelConstraint): string {
  if (tests.length > 0) {
    const said = tests.map(({ kind, text, negated }) => `${key} ${negated ? 'not ' : ''}${kind} ${text}`);
    return [...said, ...(values.length > 0 ? [`${key} not in (${values.join(', ')})`] : [])].join(', ');
  }
  const list = `(${values.map((value) => (value === '' ? '""' : value)).join(', ')})`;
  if (!cofinite) {
    if (values.length === 0) return `!${key}`;
    if (allowsAbsent) return `${key} in ${list} or absent`;
    return values.length === 1 ? `${key}=${values[0] === '' ? '""' : values[0]}` : `${key} in ${list}`;
  }
  if (values.length === 0) return key;
  return allowsAbsent ? `${key} not in ${list}` : `${key} present and not in ${list}`;
}
