import { LabelConstraint, Labels, LabelSelector } from '../../sets';
import { nearest } from '../../text/nearest';

/** A label of some pods (or namespaces) that a selector probably meant: the nearest value, or the nearest key with that value. */
export function nearLabel({ constraints }: LabelSelector, shown: readonly Labels[]): string | undefined {
  for (const [key, { cofinite, values }] of constraints) {
    if (cofinite) continue;
    const present = new Set(shown.flatMap((labels) => labels[key] ?? []));
    for (const value of values) {
      if (present.has(value)) continue;
      const near = nearest(value, present) ?? [...present].sort().find((candidate) => isPart(value, candidate) || isPart(candidate, value));
      if (near !== undefined) return `${key}: ${near}`;
      const keys = new Set(present.size > 0 ? [] : shown.flatMap((labels) => Object.keys(labels).filter((other) => labels[other] === value)));
      const nearKey = nearest(key, keys) ?? [...keys].sort().find((other) => lastPart(other) === lastPart(key));
      if (nearKey !== undefined) return `${nearKey}: ${value}`;
    }
  }
  return undefined;
}

/** A label without which a selector selects some of the pods that are shown, if there is one such label, which none of these has. */
export function superfluousLabel(selector: LabelSelector, shown: readonly Labels[]): string | undefined {
  if (selector.constraints.length < 2) return undefined;
  const found = selector.constraints.filter(([key]) => {
    const rest = LabelSelector.of(selector.constraints.filter(([other]) => other !== key));
    return shown.some((labels) => rest.matches(labels));
  });
  const [[key, constraint] = NO_LABEL, ...others] = found;
  return others.length > 0 || constraint.cofinite || constraint.values.length !== 1 ? undefined : `${key}: ${constraint.values[0]}`;
}

const NO_LABEL = ['', LabelConstraint.EVERYTHING] as const;

/** Whether the words of one value are the first or the last ones of the other: `controller` and `controller-eligible`. */
function isPart(part: string, whole: string): boolean {
  return part !== '' && ['-', '_', '.'].some((mark) => whole.startsWith(`${part}${mark}`) || whole.endsWith(`${mark}${part}`));
}

/** `app.kubernetes.io/name` → `name` */
function lastPart(key: string): string {
  return key.slice(key.lastIndexOf('/') + 1);
}
