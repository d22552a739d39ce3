import { BOTH, namesOf } from '../../model';
import type { Direction, Families, Policy } from '../../model';
import type { Enforcement } from '../../profiles';
import { PolicyLists } from '../compile';
import type { Classes, ClassFamilies, CompiledPolicies } from '../compile';
import type { Outside } from './outside';
import type { Row } from './rows';

/** What decides about the row of a class beside its families: a text that is equal only for classes that then have the same row. */
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
  /** Key → a row of it. */
  private readonly ofKey = new Map<string, number>();
  /** Row → the families of its classes. */
  private readonly ofRow: Families[] = [];
  /** Row → the next one of its key, which is of other families; after the last one, the first. */
  private readonly next: number[] = [];
  /** Row → the row that has its outcomes towards classes, too. Absent where each has its own. */
  private shared?: Int32Array;

  public constructor(public readonly policies: PolicyLists, private readonly key: RowKey, private readonly families: ClassFamilies) {
    this.rowOf = new Int32Array(policies.classes);
    for (let c = 0; c < policies.classes; c++) this.assign(c);
  }

  /** Lets the rows of one family share those of both where `isSame`. */
  public share(isSame: (classId: number, policies: readonly number[]) => boolean): void {
    this.shared = Int32Array.from(this.exampleOf, (classId, row) => {
      const ofBoth = this.rowOfFamilies(row, BOTH);
      return ofBoth !== undefined && ofBoth !== row && isSame(classId, this.policies.of(classId)) ? ofBoth : row;
    });
  }

  /**
   * The row that stands for all with the same outcomes towards classes; towards addresses, they may differ.
   * INVARIANT: their rows are equal, and their programs; test/engine/judge/row-table.test.ts.
   */
  public towardsClasses(row: number): number {
    return this.shared === undefined ? row : this.shared[row];
  }

  /** The outcomes of a class towards classes, where they were computed. */
  public computed(classId: number): Row | undefined {
    const row = this.rowOf[classId];
    return this.rows[this.shared === undefined ? row : this.shared[row]];
  }

  /** Gives a class the row of its policies, after the list or one of the policies changed. */
  public reassign(classId: number, policies: readonly number[]): void {
    // what changed may distinguish families, and a row that stands for others may lose its classes
    this.shared = undefined;
    this.forget(this.rowOf[classId]);
    this.policies.change(classId, policies);
    this.assign(classId);
    this.forget(this.rowOf[classId]);
  }

  private assign(classId: number): void {
    const key = this.key(classId, this.policies.of(classId));
    const known = this.ofKey.get(key);
    const row = (known === undefined ? undefined : this.rowOfFamilies(known, this.families.of(classId))) ?? this.add(classId, key, known);
    this.exampleOf[row] = classId;
    this.rowOf[classId] = row;
  }

  private add(classId: number, key: string, known: number | undefined): number {
    const row = this.exampleOf.push(classId) - 1;
    this.ofRow[row] = this.families.of(classId);
    if (known === undefined) this.ofKey.set(key, row);
    this.next[row] = known === undefined ? row : this.next[known];
    if (known !== undefined) this.next[known] = row;
    return row;
  }

  /** Of the rows with the key of one, that of some families. */
  private rowOfFamilies(row: number, families: Families): number | undefined {
    let one = row;
    do {
      if (this.ofRow[one] === families) return one;
      one = this.next[one];
    } while (one !== row);
    return undefined;
  }

  private forget(row: number): void {
    this.rows[row] = undefined;
    this.outside[row] = undefined;
  }
}

/** What rows are made from. */
interface RowTableInput {
  readonly policies: readonly Policy[];
  readonly compiled: CompiledPolicies;
  readonly classes: Classes;
  readonly profile: Enforcement;
  readonly families: ClassFamilies;
}

/** The rows of one direction; none is computed yet. */
export function rowTableOf(direction: Direction, input: RowTableInput): RowTable {
  const { policies, compiled, classes, profile, families } = input;
  const lists = new PolicyLists(direction, policies, compiled.subjects, classes.count, profile);
  const table = new RowTable(lists, rowKey(direction, input), families);
  if (!families.areEqual) {
    table.share((c, list) => families.apartFrom(c).length === 0 && list.every((p) => compiled.isSameForBoth(p, direction, families.of(c))));
  }
  return table;
}

/**
 * The row of a class depends on its policies, whether each is known to apply, which of their rules are of it, and, where port names are
 * resolved at the class, on its named ports; and on its address families.
 */
function rowKey(direction: Direction, { compiled, classes: { example, portsOf, hostNetwork }, profile, families }: RowTableInput): RowKey {
  const ownRules = compiled.ownRules(direction, families);
  const compute = ({ rules }: Policy) => rules.some((rule) => rule.direction === direction && namesOf(rule.traffic).length > 0);
  const known = new Map<Policy, boolean>();
  const namesPorts = (p: number) => {
    // a policy may be replaced
    const policy = compiled.policy(p);
    let answer = known.get(policy);
    if (answer === undefined) known.set(policy, (answer = compute(policy)));
    return answer;
  };
  return (classId, list) => {
    let key = list.join();
    const unsure = compiled.possible(list, classId);
    if (unsure.length > 0) key += `|?${unsure.join()}`;
    key += ownRules(classId, list);
    if (hostNetwork.length > 0 && example[classId].hostNetwork) key += '|host';
    if (direction === 'ingress' && list.some(namesPorts)) key += `|${portsOf[classId]}`;
    if (profile.eitherDirectionSuffices && list.length > 0) key += `|#${classId}`;
    return key;
  };
}
