import type { Enforcement } from '../../profiles';
import type { IpSet } from '../../sets';
import { ascending, ClassList, listOf, lowerBound } from './class-list';
import type { Classes } from './classes';

/** Whom a set of addresses means among the classes. */
export interface AddressedClasses {
  readonly sure: readonly number[];
  /** Classes whose connections depend on the address family. */
  readonly maybe: readonly number[];
}

const NO_CLASSES: AddressedClasses = { sure: [], maybe: [] };

/** Finds classes by the addresses of their pods. */
export class AddressIndex {
  private known?: Addressed;

  public constructor(private readonly classes: Classes, private readonly family: 4 | 6 | undefined) {}

  /** Sorted when the first block is asked for. */
  private get addressed(): Addressed {
    return (this.known ??= addressedOf(this.classes, this.family));
  }

  public select(set: IpSet): AddressedClasses {
    const { v4, v4Values, v6 } = this.addressed;
    if (v4.length === 0 && v6.length === 0) return NO_CLASSES;
    const inside = new Map<number, number>();
    const count = (of: number) => inside.set(of, (inside.get(of) ?? 0) + 1);
    for (let interval = 0; interval < set.v4.length; interval++) {
      const last = set.v4.last(interval);
      for (let i = lowerBound(v4Values, set.v4.first(interval)); i < v4.length && v4[i].value <= last; i++) count(v4[i].of);
    }
    if (!set.v6.isEmpty()) for (const { value, of } of v6) if (set.v6.contains(value)) count(of);
    if (inside.size === 0) return NO_CLASSES;
    const sure: number[] = [];
    const maybe: number[] = [];
    for (const [of, hits] of inside) {
      const judged = this.classes.example[of].addresses.filter((a) => this.family === undefined || a.family === this.family);
      (hits === judged.length ? sure : maybe).push(of);
    }
    return { sure: sure.sort(ascending), maybe: maybe.sort(ascending) };
  }

  /** The classes of unknown address that the set may mean. */
  public unknownIn(set: IpSet, profile: Enforcement): ClassList | undefined {
    const possible = this.family === 4 ? !set.v4.isEmpty() : this.family === 6 ? !set.v6.isEmpty() : !set.isEmpty();
    return possible && profile.unknownAddresses === 'may-match' ? this.addressed.unknown : undefined;
  }
}

/** The classes by their addresses. */
interface Addressed {
  /** Ascending. */
  readonly v4: readonly { value: number; of: number }[];
  readonly v4Values: readonly number[];
  /** In the order of the classes: few clusters have many. */
  readonly v6: readonly { value: bigint; of: number }[];
  /** The classes whose addresses the input does not know. */
  readonly unknown: ClassList;
}

function addressedOf(classes: Classes, family: 4 | 6 | undefined): Addressed {
  const v4: { value: number; of: number }[] = [];
  const v6: { value: bigint; of: number }[] = [];
  const unknown: number[] = [];
  classes.example.forEach(({ addresses }, of) => {
    if (addresses.length === 0) unknown.push(of);
    for (const { family: own, value } of addresses) {
      if (family !== undefined && own !== family) continue;
      if (own === 4) v4.push({ value, of });
      else v6.push({ value, of });
    }
  });
  v4.sort((a, b) => a.value - b.value);
  return { v4, v4Values: v4.map((entry) => entry.value), v6, unknown: listOf(unknown, classes.count) };
}
