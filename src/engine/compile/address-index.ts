import type { Enforcement } from '../../profiles';
import type { Intervals, IpSet, Ordinal } from '../../sets';
import { ascending, ClassList, isEmpty, listOf, lowerBound } from './class-list';
import type { Classes } from './classes';
import type { PossibleAddresses } from './possible-addresses';

/** The classes whose pods have their addresses in a set; both lists are ascending and share no class. */
interface AddressedClasses {
  /** Classes all of whose addresses lie in the set. */
  readonly definite: readonly number[];
  /** Classes with one address inside and one outside: their connections depend on the address family. */
  readonly possible: readonly number[];
}

const NO_CLASSES: AddressedClasses = { definite: [], possible: [] };

/**
 * Finds classes by the addresses of their pods. `family`: only addresses of this family count.
 * INVARIANT: `v4` ascends by value, so the addresses of an interval are one run of it; test/engine/compile/address-index.test.ts.
 */
export class AddressIndex {
  private known?: Addressed;
  /** Policies share equal sets as one object. */
  private readonly selected = new WeakMap<IpSet, AddressedClasses>();

  public constructor(private readonly classes: Classes, private readonly family: 4 | 6 | undefined, private readonly places: PossibleAddresses) {}

  /** Sorted when the first block is asked for. */
  private get addressed(): Addressed {
    return (this.known ??= addressedOf(this.classes, this.family));
  }

  /** The classes that a set of addresses selects. */
  public select(set: IpSet): AddressedClasses {
    let found = this.selected.get(set);
    if (found === undefined) this.selected.set(set, (found = this.search(set)));
    return found;
  }

  private search(set: IpSet): AddressedClasses {
    const { v4, v4Values, v6 } = this.addressed;
    if (v4.length === 0 && v6.length === 0) return NO_CLASSES;
    const inside = new Map<number, number>();
    const count = (classId: number) => inside.set(classId, (inside.get(classId) ?? 0) + 1);
    for (let interval = 0; interval < set.v4.length; interval++) {
      const last = set.v4.last(interval);
      for (let i = lowerBound(v4Values, set.v4.first(interval)); i < v4.length && v4[i].value <= last; i++) count(v4[i].classId);
    }
    if (!set.v6.isEmpty()) for (const { value, classId } of v6) if (set.v6.contains(value)) count(classId);
    if (inside.size === 0) return NO_CLASSES;
    const definite: number[] = [];
    const possible: number[] = [];
    for (const [classId, hits] of inside) {
      const counted = this.classes.example[classId].addresses.filter((a) => this.family === undefined || a.family === this.family);
      (hits === counted.length ? definite : possible).push(classId);
    }
    return { definite: definite.sort(ascending), possible: possible.sort(ascending) };
  }

  /** The classes of unknown address, where one of their pods may have an address of the set. `definite`: where all pods have theirs there. */
  public unknownIn(set: IpSet, profile: Enforcement): { readonly classes: ClassList; readonly definite: boolean }[] {
    if (profile.unknownAddresses !== 'may-match') return [];
    const { unknown, unknownHosts } = this.addressed;
    const { pods, hosts, isStated } = this.places;
    const found: { classes: ClassList; definite: boolean }[] = [];
    if (!isEmpty(unknown) && this.some(set, pods)) found.push({ classes: unknown, definite: isStated && this.holdsAll(set, pods) });
    if (!isEmpty(unknownHosts) && this.some(set, hosts)) found.push({ classes: unknownHosts, definite: false });
    return found;
  }

  /** Whether two sets have an address of the family in common. */
  private some(a: IpSet, b: IpSet): boolean {
    return (this.family !== 6 && meets(a.v4, b.v4)) || (this.family !== 4 && meets(a.v6, b.v6));
  }

  /** Whether a set has all addresses of the family that another one has. */
  private holdsAll(set: IpSet, of: IpSet): boolean {
    return (this.family === 6 || of.v4.isSubsetOf(set.v4)) && (this.family === 4 || of.v6.isSubsetOf(set.v6));
  }
}

function meets<T extends Ordinal>(a: Intervals<T>, b: Intervals<T>): boolean {
  return !a.isEmpty() && !a.intersect(b).isEmpty();
}

/** The classes by their addresses. */
interface Addressed {
  /** Ascending. */
  readonly v4: readonly { value: number; classId: number }[];
  readonly v4Values: readonly number[];
  /** In the order of the classes: few clusters have many. */
  readonly v6: readonly { value: bigint; classId: number }[];
  /** The classes whose addresses the input does not know. */
  readonly unknown: ClassList;
  /** The same of pods on the host network. */
  readonly unknownHosts: ClassList;
}

function addressedOf(classes: Classes, family: 4 | 6 | undefined): Addressed {
  const v4: { value: number; classId: number }[] = [];
  const v6: { value: bigint; classId: number }[] = [];
  const [unknown, unknownHosts]: number[][] = [[], []];
  classes.example.forEach(({ addresses, hostNetwork }, classId) => {
    if (addresses.length === 0) (hostNetwork ? unknownHosts : unknown).push(classId);
    for (const address of addresses) {
      if (family !== undefined && address.family !== family) continue;
      if (address.family === 4) v4.push({ value: address.value, classId });
      else v6.push({ value: address.value, classId });
    }
  });
  v4.sort((a, b) => a.value - b.value);
  const [ofPods, ofHosts] = [unknown, unknownHosts].map((list) => listOf(list, classes.count));
  return { v4, v4Values: v4.map((entry) => entry.value), v6, unknown: ofPods, unknownHosts: ofHosts };
}
