import type { Direction, Policy } from '../../model';
import type { Enforcement } from '../../profiles';
import { Multimap, multimapOf } from '../../sets';
import { appliesTo } from './applies-to';
import { eachSubject, Subjects } from './subjects';

/**
 * Class → numbers of the policies that apply to it in one direction: one long list, and those that were changed since.
 * INVARIANT: each list ascends, so that equal sets of policies are equal texts (`rowKey`); test/engine/judge/row-table.test.ts.
 */
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
    const applying = policies.map((policy) => appliesTo(policy, direction, profile));
    this.lists = multimapOf(classes, (add) => {
      for (let p = 0; p < policies.length; p++) if (applying[p]) eachSubject(subjects[p], classes, p, add);
    });
  }

  /** The policies of a class, ascending. */
  public of(classId: number): readonly number[] {
    const changed = this.changed.size === 0 ? undefined : this.changed.get(classId);
    if (changed !== undefined) return changed;
    const { first, values } = this.lists;
    const list = new Array<number>(first[classId + 1] - first[classId]);
    for (let i = 0; i < list.length; i++) list[i] = values[first[classId] + i];
    return list;
  }

  /** Gives a class another list, which must ascend. */
  public change(classId: number, list: readonly number[]): void {
    this.changed.set(classId, list);
  }
}
