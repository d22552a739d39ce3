import { createHash } from 'crypto';
import type { FieldPath, Finding } from '../../../model';

/**
 * The same for the same mistake, wherever in its file and at whichever place of a list it stands: the rule, the object, the field without
 * list positions, and what stands there. Of equal ones, the second and later are numbered.
 */
export class Fingerprints {
  private readonly seen = new Map<string, number>();

  public of(finding: Finding): string {
    const { rule, subject, path, origin } = finding;
    const field = path.filter((step) => typeof step === 'string').join('.');
    const content = path.length === 0 ? undefined : at((origin?.document as { value?: unknown } | undefined)?.value, path);
    const base = createHash('sha256').update(JSON.stringify([rule, subject, field, canonical(content)])).digest('hex').slice(0, 32);
    const count = (this.seen.get(base) ?? 0) + 1;
    this.seen.set(base, count);
    return count === 1 ? base : `${base}:${count}`;
  }
}

function at(value: unknown, path: FieldPath): unknown {
  return path.reduce<unknown>((inner, step) => (typeof inner === 'object' && inner !== null ? (inner as Record<string | number, unknown>)[step] : undefined), value);
}

/** JSON with sorted keys; integers beyond 2^53 as texts. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) => {
    if (typeof inner === 'bigint') return String(inner);
    if (typeof inner !== 'object' || inner === null || Array.isArray(inner)) return inner;
    return Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)));
  }) ?? '';
}
