import { Cidr, formatCidr, parseCidr } from './cidr';
import { Interval, Intervals } from './intervals';
import { Address, formatV4, formatV6 } from './ip-text';

const LAST_V4 = 2 ** 32 - 1;
const LAST_V6 = (1n << 128n) - 1n;

/** A set of IPv4 and IPv6 addresses; immutable and canonical. */
export class IpSet {
  public static readonly NONE = new IpSet(Intervals.empty(), Intervals.empty());
  public static readonly ALL_V4 = new IpSet(Intervals.of(0, LAST_V4), Intervals.empty());
  public static readonly ALL_V6 = new IpSet(Intervals.empty(), Intervals.of(0n, LAST_V6));
  public static readonly ALL = new IpSet(IpSet.ALL_V4.v4, IpSet.ALL_V6.v6);

  public static of(v4: Intervals<number>, v6: Intervals<bigint>): IpSet {
    return v4.isEmpty() && v6.isEmpty() ? IpSet.NONE : new IpSet(v4, v6);
  }

  /** The addresses of one block. */
  public static cidr(cidr: Cidr): IpSet {
    return cidr.family === 4
      ? new IpSet(Intervals.of(cidr.base, cidr.last), Intervals.empty())
      : new IpSet(Intervals.empty(), Intervals.of(cidr.base, cidr.last));
  }

  /** The addresses of some blocks, as texts; a text that is no block adds none. */
  public static cidrs(texts: Iterable<string>): IpSet {
    const sets: IpSet[] = [];
    for (const text of texts) {
      const cidr = parseCidr(text);
      if (cidr !== undefined) sets.push(IpSet.cidr(cidr));
    }
    return IpSet.unionOf(sets);
  }

  /** The union of any number of sets; to be preferred to a union for each. */
  public static unionOf(sets: readonly IpSet[]): IpSet {
    if (sets.length < 2) return sets[0] ?? IpSet.NONE;
    return IpSet.of(Intervals.unionOf(sets.map(({ v4 }) => v4)), Intervals.unionOf(sets.map(({ v6 }) => v6)));
  }

  /** The addresses of single ones. */
  public static addresses(addresses: readonly Address[]): IpSet {
    return IpSet.unionOf(addresses.map((address) => IpSet.address(address)));
  }

  public static address(address: Address): IpSet {
    return address.family === 4
      ? new IpSet(Intervals.of(address.value, address.value), Intervals.empty())
      : new IpSet(Intervals.empty(), Intervals.of(address.value, address.value));
  }

  private constructor(public readonly v4: Intervals<number>, public readonly v6: Intervals<bigint>) {}

  public isEmpty(): boolean {
    return this.v4.isEmpty() && this.v6.isEmpty();
  }

  public contains(address: Address): boolean {
    return address.family === 4 ? this.v4.contains(address.value) : this.v6.contains(address.value);
  }

  public equals(other: IpSet): boolean {
    return this === other || (this.v4.equals(other.v4) && this.v6.equals(other.v6));
  }

  public union(other: IpSet): IpSet {
    if (this.isEmpty()) return other;
    if (other.isEmpty()) return this;
    return IpSet.of(this.v4.union(other.v4), this.v6.union(other.v6));
  }

  public intersect(other: IpSet): IpSet {
    return IpSet.of(this.v4.intersect(other.v4), this.v6.intersect(other.v6));
  }

  public subtract(other: IpSet): IpSet {
    return IpSet.of(this.v4.subtract(other.v4), this.v6.subtract(other.v6));
  }

  public isSubsetOf(other: IpSet): boolean {
    return this.v4.isSubsetOf(other.v4) && this.v6.isSubsetOf(other.v6);
  }

  /** The shortest list of blocks that covers exactly this set, IPv4 first, ascending. */
  public toCidrs(): string[] {
    const blocks: Cidr[] = [];
    for (const interval of this.v4) blocks.push(...v4Blocks(interval));
    for (const interval of this.v6) blocks.push(...v6Blocks(interval));
    return blocks.map(formatCidr);
  }

  /** The lowest address, of IPv4 if there is one. */
  public first(): Address | undefined {
    for (const { first } of this.v4) return { family: 4, value: first };
    for (const { first } of this.v6) return { family: 6, value: first };
    return undefined;
  }

  /** Whether it is one range, without a gap. */
  public isRange(): boolean {
    return this.v4.length + this.v6.length === 1;
  }

  /** Its maximal ranges, each as a set: IPv4 first, ascending. */
  public parts(): IpSet[] {
    const v4 = [...this.v4].map(({ first, last }) => IpSet.of(Intervals.of(first, last), Intervals.empty()));
    return v4.concat([...this.v6].map(({ first, last }) => IpSet.of(Intervals.empty(), Intervals.of(first, last))));
  }

  /** Each maximal range: as a block where it is one, otherwise as `first-last`. */
  public toTexts(): string[] {
    return this.parts().map((part) => {
      const [block, ...more] = part.toCidrs();
      return more.length === 0 ? block : part.toRanges()[0];
    });
  }

  /** The same for equal sets, and for no others; to find a set again, not to show it. */
  public get key(): string {
    return this.toTexts().join();
  }

  /** `first-last` for each maximal range, IPv4 first, ascending. */
  public toRanges(): string[] {
    const v4 = [...this.v4].map(({ first, last }) => `${formatV4(first)}-${formatV4(last)}`);
    return v4.concat([...this.v6].map(({ first, last }) => `${formatV6(first)}-${formatV6(last)}`));
  }
}

/** Greedy from the low end: the largest aligned block that fits is always part of the minimal cover. */
function* v4Blocks({ first, last }: Interval<number>): Generator<Cidr> {
  for (let base = first; base <= last; ) {
    let prefix = 32;
    while (prefix > 0 && base % 2 ** (33 - prefix) === 0 && base + 2 ** (33 - prefix) - 1 <= last) prefix--;
    const end = base + 2 ** (32 - prefix) - 1;
    yield { family: 4, base, last: end, prefix };
    base = end + 1;
  }
}

function* v6Blocks({ first, last }: Interval<bigint>): Generator<Cidr> {
  for (let base = first; base <= last; ) {
    let prefix = 128;
    while (prefix > 0 && base % (1n << BigInt(129 - prefix)) === 0n && base + (1n << BigInt(129 - prefix)) - 1n <= last) prefix--;
    const end = base + (1n << BigInt(128 - prefix)) - 1n;
    yield { family: 6, base, last: end, prefix };
    base = end + 1n;
  }
}
