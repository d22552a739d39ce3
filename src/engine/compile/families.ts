import { Families, familiesOf, familyOf } from '../../model';
import type { Address } from '../../sets';
import type { Classes } from './classes';

/**
 * The address families in which the pods of each class exchange packets. `family`: only packets of this one are judged.
 * INVARIANT: the pods of a class have the same families; test/engine/compile/classes.test.ts.
 */
export class ClassFamilies {
  /** Whether all classes have the same families. */
  public readonly areEqual: boolean;
  private readonly ofClass: Uint8Array;
  private readonly apart: (readonly number[] | undefined)[] = [];

  public constructor({ example }: Classes, family: 4 | 6 | undefined) {
    const judged = family === 4 ? 1 : family === 6 ? 2 : 3;
    this.ofClass = Uint8Array.from(example, ({ addresses }) => familiesOf(addresses) & judged);
    this.areEqual = this.ofClass.every((one) => one === this.ofClass[0]);
  }

  public of(classId: number): Families {
    return this.ofClass[classId];
  }

  /** Whether two classes, or a class and an address, have a family in common. */
  public share(a: number | Address, b: number | Address): boolean {
    return (this.ofEnd(a) & this.ofEnd(b)) !== 0;
  }

  /** The classes that have no family in common with a class, ascending: nothing passes between these. */
  public apartFrom(classId: number): readonly number[] {
    const families = this.ofClass[classId];
    return (this.apart[families] ??= this.classesApart(families));
  }

  private ofEnd(end: number | Address): Families {
    return typeof end === 'number' ? this.ofClass[end] : familyOf(end);
  }

  private classesApart(families: Families): readonly number[] {
    const found: number[] = [];
    for (let c = 0; c < this.ofClass.length; c++) if ((this.ofClass[c] & families) === 0) found.push(c);
    return found;
  }
}
