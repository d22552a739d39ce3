import { formatAddress, IpSet, parseAddress } from '../sets';

/** A set of IPv4 and IPv6 addresses. */
export class AddressSet {
  /**
   * The addresses of a set.
   *
   * @internal
   */
  public static _of(set: IpSet): AddressSet {
    return Reflect.construct(AddressSet, [set]) as AddressSet;
  }

  /** @internal */
  public readonly _set: IpSet;

  private constructor(set: IpSet) {
    this._set = set;
  }

  /** Whether it has no address at all. */
  public get isEmpty(): boolean {
    return this._set.isEmpty();
  }

  /** Whether it has all addresses of both families. */
  public get isEverything(): boolean {
    return this._set.equals(IpSet.ALL);
  }

  /** One address of it: the lowest, of IPv4 if there is one. */
  public get example(): string {
    const address = this._set.first();
    return address === undefined ? '' : formatAddress(address);
  }

  /** The fewest blocks that have exactly these addresses, such as `10.0.0.0/8`; IPv4 first, ascending. */
  public get blocks(): string[] {
    return this._set.toCidrs();
  }

  /** The fewest ranges, such as `10.0.0.0-10.0.0.5`; IPv4 first, ascending. */
  public get ranges(): string[] {
    return this._set.toRanges();
  }

  /**
   * Whether it has an address.
   *
   * @param address such as `10.0.0.1`; what is no address is in no set
   */
  public includes(address: string): boolean {
    const parsed = parseAddress(address);
    return parsed !== undefined && this._set.contains(parsed);
  }

  /** The blocks: what JSON shows of it. */
  public toJSON(): string[] {
    return this.blocks;
  }
}
