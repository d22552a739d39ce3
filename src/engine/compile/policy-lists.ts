import type { Direction, Policy } from '../../model';
import type { Enforcement } from '../../profiles';
import { Multimap, multimapOf } from '../../sets';
import { appliesTo } from './applies-to';
import { eachSubject, Subjects } from './subjects';

/** Class → numbers of the policies that bear on it in one direction, ascending: one long list, and those that were changed since. */
export class PolicyLists {
  private readonly lists: Multimap;
  private readonly changed = new Map<number, readonly number[]>();

  public constructor(
    direction: Direction,
    policies: readonly Policy[],
    subjects: readonly Subjects[],
    /** How many classes there are. */
    public readonly classes: number,
    profile: Enforcement,
  ) {
    const bearing = policies.map((policy) => appliesTo(policy, direction, profile));
    this.lists = multimapOf(classes, (add) => {
      for (let p = 0; p < policies.length; p++) if (bearing[p]) eachSubject(subjects[p], classes, p, add);
    });
  }

  public of(c: number): readonly number[] {
    const changed = this.changed.size === 0 ? undefined : this.changed.get(c);
    if (changed !== undefined) return changed;
    const { first, values } = this.lists;
    const list = new Array<number>(first[c + 1] - first[c]);
    for (let i = 0; i < list.length; i++) list[i] = values[first[c] + i];
    return list;
  }

  public change(c: number, list: readonly number[]): void {
    this.changed.set(c, list);
  }
}
