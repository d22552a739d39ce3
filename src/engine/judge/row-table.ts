import { namesOf } from '../../model';
import type { Direction, Policy } from '../../model';
import type { Enforcement } from '../../profiles';
import type { Classes, ClassFamilies, PolicyLists } from '../compile';
import type { Outside } from './outside';
import type { Row } from './rows';

/** What decides about the row of a class: a text that is equal only for classes that have the same row. */
type RowKey = (classId: number, policies: readonly number[]) => string;

/**
 * The rows of one direction: which class has which, and those that were computed.
 * INVARIANT: classes of one row have the same program and resolve port names to the same numbers; test/engine/judge/row-table.test.ts.
 */
export class RowTable {
  /** Class → number of its row. */
  public readonly rowOf: Int32Array;
  /** Row → a class that has it. */
  public readonly exampleOf: number[] = [];
  /** Row → its outcomes towards classes, where they were computed. */
  public readonly rows: (Row | undefined)[] = [];
  /** Row → its outcomes towards addresses outside, where they were computed. */
  public readonly outside: (Outside | undefined)[] = [];
  private readonly numbers = new Map<string, number>();

  public constructor(public readonly policies: PolicyLists, private readonly key: RowKey) {
    this.rowOf = new Int32Array(policies.classes);
    for (let c = 0; c < policies.classes; c++) this.assign(c);
  }

  /** Gives a class the row of its policies, after the list or one of the policies changed. */
  public reassign(classId: number, policies: readonly number[]): void {
    this.forget(this.rowOf[classId]);
    this.policies.change(classId, policies);
    this.assign(classId);
    this.forget(this.rowOf[classId]);
  }

  private assign(classId: number): void {
    const key = this.key(classId, this.policies.of(classId));
    let number = this.numbers.get(key);
    if (number === undefined) this.numbers.set(key, (number = this.exampleOf.push(classId) - 1));
    this.exampleOf[number] = classId;
    this.rowOf[classId] = number;
  }

  private forget(row: number): void {
    this.rows[row] = undefined;
    this.outside[row] = undefined;
  }
}

/**
 * The row of a class depends on its policies, its address families and, where port names are resolved at the class, on its named ports. `possible`: those of its
 * policies of which it is not known whether they apply. `ownRules`: which of their rules are of the class, where not all rules are of all subjects.
 */
export function rowKey(
  direction: Direction,
  policies: readonly Policy[],
  { example, portsOf, hostNetwork }: Classes,
  profile: Enforcement,
  families: ClassFamilies,
  possible: (classId: number, list: readonly number[]) => readonly number[],
  ownRules: (classId: number, list: readonly number[]) => string,
): RowKey {
  const compute = (p: number) => policies[p].rules.some((rule) => rule.direction === direction && namesOf(rule.traffic).length > 0);
  const known = new Map<Policy, boolean>();
  const namesPorts = (p: number) => {
    let answer = known.get(policies[p]);
    if (answer === undefined) known.set(policies[p], (answer = compute(p)));
    return answer;
  };
  return (classId, list) => {
    let key = list.join();
    const unsure = possible(classId, list);
    if (unsure.length > 0) key += `|?${unsure.join()}`;
    key += ownRules(classId, list);
    if (hostNetwork.length > 0 && example[classId].hostNetwork) key += '|host';
    if (direction === 'ingress' && list.some(namesPorts)) key += `|${portsOf[classId]}`;
    if (!families.areEqual) key += `|f${families.of(classId)}`;
    if (profile.eitherDirectionSuffices && list.length > 0) key += `|#${classId}`;
    return key;
  };
}
