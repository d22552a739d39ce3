import type { Direction, Policy } from '../model';
import type { Enforcement } from '../profiles';
import { isolates } from './rules';
import { eachSubject } from './subjects';
import type { Subjects } from './subjects';

/** Class → numbers of the policies that bear on it in one direction, ascending: one long list, and those that were changed since. */
export class PolicyLists {
  private readonly first: Int32Array;
  private readonly numbers: Int32Array;
  private readonly changed = new Map<number, readonly number[]>();

  public constructor(
    direction: Direction,
    policies: readonly Policy[],
    subjects: readonly Subjects[],
    /** How many classes there are. */
    public readonly classes: number,
    profile: Enforcement,
  ) {
    const bearing = policies.map((policy) => bears(policy, direction, profile));
    const first = (this.first = new Int32Array(classes + 1));
    const each = (visit: (c: number, policy: number) => void) => {
      for (let p = 0; p < policies.length; p++) {
        if (bearing[p]) eachSubject(subjects[p], classes, p, visit);
      }
    };
    each((c) => first[c + 1]++);
    for (let c = 0; c < classes; c++) first[c + 1] += first[c];
    const next = first.slice();
    const numbers = (this.numbers = new Int32Array(first[classes]));
    each((c, p) => (numbers[next[c]++] = p));
  }

  public of(c: number): readonly number[] {
    const changed = this.changed.size === 0 ? undefined : this.changed.get(c);
    if (changed !== undefined) return changed;
    const from = this.first[c];
    const list = new Array<number>(this.first[c + 1] - from);
    for (let i = 0; i < list.length; i++) list[i] = this.numbers[from + i];
    return list;
  }

  public change(c: number, list: readonly number[]): void {
    this.changed.set(c, list);
  }
}

/** Whether a policy has a say about a direction of its subjects. */
export function bears(policy: Policy, direction: Direction, profile: Enforcement): boolean {
  if (!profile.enforces) return false;
  if (policy.unread !== undefined || isolates(policy, direction, profile)) return true;
  return policy.stage.end === 'next' && policy.rules.some((rule) => rule.direction === direction);
}
