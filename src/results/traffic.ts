import { PROTOCOLS, type Protocol, TrafficSet } from '../sets';

/** A range of ports. */
export interface PortRange {
  /** The first port, from 1. */
  readonly first: number;
  /** The last port, 65535 at most; the first one again for a single port. */
  readonly last: number;
}

/** The protocols and destination ports of some connections: any set of them, none and all included. */
export class Traffic {
  /**
   * The traffic of a set; the same object for the same set.
   *
   * @internal
   */
  public static _of(set: TrafficSet): Traffic {
    let traffic = KNOWN.get(set);
    if (traffic === undefined) KNOWN.set(set, (traffic = Reflect.construct(Traffic, [set]) as Traffic));
    return traffic;
  }

  /** @internal */
  public readonly _set: TrafficSet;

  #text?: string;

  private constructor(set: TrafficSet) {
    this._set = set;
  }

  /** Whether it is no traffic at all. */
  public get isEmpty(): boolean {
    return this._set.isEmpty();
  }

  /** Whether it is all traffic: every port of every protocol. */
  public get isEverything(): boolean {
    return this._set.isAll();
  }

  /** The protocols of which it has ports, in alphabetical order: `SCTP`, `TCP`, `UDP`. */
  public get protocols(): string[] {
    return PROTOCOLS.filter((protocol) => !this._set.ports(protocol).isEmpty());
  }

  /**
   * The ports of one protocol, ascending, in as few ranges as possible; empty for a protocol of which it has none.
   *
   * @param protocol `TCP`, `UDP` or `SCTP`
   */
  public portRanges(protocol: string): PortRange[] {
    const known = PROTOCOLS.find((name) => name === protocol);
    return known === undefined ? [] : this._set.ports(known).ranges().map(({ first, last }) => ({ first, last }));
  }

  /**
   * Whether it has one port of one protocol.
   *
   * @param protocol `TCP`, `UDP` or `SCTP`
   * @param port from 1 to 65535
   */
  public includes(protocol: string, port: number): boolean {
    return (PROTOCOLS as readonly string[]).includes(protocol) && this._set.contains(protocol as Protocol, port);
  }

  /** One protocol and port of it, such as `TCP 8080`, as `Analysis.allows` takes it: of TCP where there is one; empty where there is no traffic. */
  public get example(): string {
    const protocol = (['TCP', 'UDP', 'SCTP'] as const).find((name) => !this._set.ports(name).isEmpty());
    return protocol === undefined ? '' : `${protocol} ${this._set.ports(protocol).ranges()[0].first}`;
  }

  /** For people and JSON: `TCP 8080`, `SCTP 1-65535,TCP 80,443`, `All Connections` or `No Connections`. */
  public get text(): string {
    return (this.#text ??= this._set.toString());
  }

  /** As `text`. */
  public toString(): string {
    return this.text;
  }

  /** As `text`: what JSON shows of it. */
  public toJSON(): string {
    return this.text;
  }
}

const KNOWN = new WeakMap<TrafficSet, Traffic>();
