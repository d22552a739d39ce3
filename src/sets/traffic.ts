import { PortSet } from './ports';

/** The protocols of the NetworkPolicy API. */
export type Protocol = 'TCP' | 'UDP' | 'SCTP';

/** All of them, in alphabetical order: the order of every text form. */
export const PROTOCOLS: readonly Protocol[] = ['SCTP', 'TCP', 'UDP'];

/** One member of a traffic set: what a connection is opened with. */
export interface Packet {
  readonly protocol: Protocol;
  /** The destination port: 1 to 65535. */
  readonly port: number;
}

/** A set of (protocol, destination port) pairs; immutable and canonical. */
export class TrafficSet {
  public static readonly NONE = new TrafficSet(PortSet.NONE, PortSet.NONE, PortSet.NONE);
  public static readonly ALL = new TrafficSet(PortSet.ALL, PortSet.ALL, PortSet.ALL);

  /** Some ports of one protocol. */
  public static of(protocol: Protocol, ports: PortSet): TrafficSet {
    const known = KNOWN[protocol].get(ports);
    if (known !== undefined) return known;
    const none = PortSet.NONE;
    const set = TrafficSet.made(protocol === 'TCP' ? ports : none, protocol === 'UDP' ? ports : none, protocol === 'SCTP' ? ports : none);
    KNOWN[protocol].set(ports, set);
    return set;
  }

  /** The union of any number of sets; to be preferred to a union for each. */
  public static unionOf(sets: readonly TrafficSet[]): TrafficSet {
    if (sets.length === 1) return sets[0];
    if (sets.length === 2) return sets[0].union(sets[1]);
    const [tcp, udp, sctp] = (['TCP', 'UDP', 'SCTP'] as const).map((protocol) => PortSet.unionOf(sets.map((set) => set.ports(protocol))));
    return sets.find((set) => tcp === set.tcp && udp === set.udp && sctp === set.sctp) ?? TrafficSet.made(tcp, udp, sctp);
  }

  private static made(tcp: PortSet, udp: PortSet, sctp: PortSet): TrafficSet {
    const made = new TrafficSet(tcp, udp, sctp);
    return made.isEmpty() ? TrafficSet.NONE : made.isAll() ? TrafficSet.ALL : made;
  }

  private hashed?: number;

  private constructor(private readonly tcp: PortSet, private readonly udp: PortSet, private readonly sctp: PortSet) {}

  /** The ports of one protocol. */
  public ports(protocol: Protocol): PortSet {
    return protocol === 'TCP' ? this.tcp : protocol === 'UDP' ? this.udp : this.sctp;
  }

  public isEmpty(): boolean {
    return this.tcp.isEmpty() && this.udp.isEmpty() && this.sctp.isEmpty();
  }

  public isAll(): boolean {
    return this.tcp.isAll() && this.udp.isAll() && this.sctp.isAll();
  }

  public contains(protocol: Protocol, port: number): boolean {
    return this.ports(protocol).contains(port);
  }

  public equals(other: TrafficSet): boolean {
    return this === other || (this.tcp.equals(other.tcp) && this.udp.equals(other.udp) && this.sctp.equals(other.sctp));
  }

  public union(other: TrafficSet): TrafficSet {
    return this.same(other, this.tcp.union(other.tcp), this.udp.union(other.udp), this.sctp.union(other.sctp));
  }

  public intersect(other: TrafficSet): TrafficSet {
    return this.same(other, this.tcp.intersect(other.tcp), this.udp.intersect(other.udp), this.sctp.intersect(other.sctp));
  }

  public subtract(other: TrafficSet): TrafficSet {
    return this.same(other, this.tcp.subtract(other.tcp), this.udp.subtract(other.udp), this.sctp.subtract(other.sctp));
  }

  public isSubsetOf(other: TrafficSet): boolean {
    return this.tcp.isSubsetOf(other.tcp) && this.udp.isSubsetOf(other.udp) && this.sctp.isSubsetOf(other.sctp);
  }

  /** A number that equal sets share; few others do. */
  public get hash(): number {
    return (this.hashed ??= this.sctp.hash(this.udp.hash(this.tcp.hash(1) ^ 2) ^ 3));
  }

  /** One of the two sets again where the result is one of them. */
  private same(other: TrafficSet, tcp: PortSet, udp: PortSet, sctp: PortSet): TrafficSet {
    for (const set of [this, other]) if (tcp === set.tcp && udp === set.udp && sctp === set.sctp) return set;
    return TrafficSet.made(tcp, udp, sctp);
  }

  /** The same for equal sets, and for no others; to find a set again, not to show it. */
  public get key(): string {
    return this.toString();
  }

  /** Protocols in alphabetical order, ranges ascending: `SCTP 1-65535,TCP 1-79,81-65535,UDP 53`. */
  public toString(): string {
    if (this.isAll()) return 'All Connections';
    if (this.isEmpty()) return 'No Connections';
    return PROTOCOLS.filter((p) => !this.ports(p).isEmpty()).map((p) => `${p} ${this.ports(p).toString()}`).join(',');
  }
}

/** What was made of a port set before, as long as that set is in use. */
const KNOWN: Readonly<Record<Protocol, WeakMap<PortSet, TrafficSet>>> = { TCP: new WeakMap(), UDP: new WeakMap(), SCTP: new WeakMap() };
