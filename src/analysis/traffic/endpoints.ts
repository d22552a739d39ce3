import type { ObservedEnd } from '../../flows';
import { Address, formatAddress, parseAddress } from '../../sets';
import { addressBlocksOf } from '../pairs/address-blocks';
import type { AnalysisSession } from '../session/session';
import { EndResolver } from '../ends/resolver';
import type { NamedEnd } from '../ends/named-end';
import type { TrafficEnd } from '../ends/traffic-end';

/** Addresses outside that are listed one by one; further ones are merged where no block distinguishes them. */
const MAX_ADDRESSES = 5000;
const MAX_OWNERS = 200_000;
/** Records of several nodes are not exactly in the order of time. */
const TOLERATED_SKEW = 300_000;

/** An end of recorded traffic: what it is in each session, in their order. */
export interface TrafficEndpoint {
  readonly ends: readonly TrafficEnd[];
  /** A cluster that the record names. */
  readonly cluster?: string;
  /** Names that its address was asked for by. */
  readonly names: Set<string>;
}

/** What held an address, and since when. */
interface Tenancy {
  readonly since: number;
  readonly endpoint: number;
}

/** Numbers the ends of a record: what no session distinguishes is one endpoint. */
export class TrafficEndpoints {
  public readonly resolvers: readonly EndResolver[];
  public readonly endpoints: TrafficEndpoint[] = [];
  /** The clusters that the record names. */
  public readonly clusters = new Set<string>();

  private readonly numbers = new Map<string, number>();
  private readonly tenancies = new Map<string, Tenancy[]>();
  private readonly cuts: readonly Address[];
  private addresses = 0;

  public constructor(sessions: readonly AnalysisSession[]) {
    this.resolvers = sessions.map((session) => new EndResolver(session));
    this.cuts = sessions.flatMap(({ decoded: { policies, cluster } }) => (['ingress', 'egress'] as const).flatMap((direction) => addressBlocksOf(policies, cluster, direction).map(({ first }) => first)))
      .sort((a, b) => (a.family !== b.family ? a.family - b.family : a.value < b.value ? -1 : a.value > b.value ? 1 : 0));
  }

  /** `time`: of the record, in milliseconds of Unix time, or `NaN`. */
  public numberOf(end: ObservedEnd, time: number): number {
    const ends = this.resolvers.map((resolver) => this.folded(resolver.resolve(end)));
    const number = this.add(ends, end);
    if (end.cluster !== undefined && this.clusters.size < 1000) this.clusters.add(end.cluster);
    const isPod = ends[0].type === 'workload' || ends[0].type === 'choice';
    const isTold = isPod ? end.namespace !== undefined : ends[0].type === 'service';
    const address = isTold && end.address !== undefined ? parseAddress(end.address) : undefined;
    // a Service keeps its address
    if (address !== undefined) this.hold(formatAddress(address), isPod ? time : -Infinity, number);
    return number;
  }

  private hold(address: string, time: number, endpoint: number): void {
    const held = this.tenancies.get(address);
    if (held === undefined && this.tenancies.size < MAX_OWNERS) this.tenancies.set(address, [{ since: time, endpoint }]);
    else if (held !== undefined && held[held.length - 1].endpoint !== endpoint) held.push({ since: time, endpoint });
  }

  /** What an address without a name is, for traffic of a time. */
  public settle(number: number, first: number, last: number): TrafficEndpoint {
    const endpoint = this.endpoints[number];
    // an agent calls outside whatever it does not manage, so what holds the address counts first
    const bare = endpoint.ends.find((end) => end.type === 'bare') ?? endpoint.ends.find((end) => end.type === 'address' && end.entity === 'outside');
    if (bare?.type !== 'bare' && bare?.type !== 'address') return endpoint;
    const { address, entity } = bare;
    const text = formatAddress(address);
    const held = bare.label === text ? this.tenancies.get(text) : undefined;
    if (held === undefined) return bare.type === 'address' ? endpoint : { ...endpoint, ends: this.resolvers.map((resolver) => resolver.byItsAddress(address, entity)) };
    if (first < held[0].since - TOLERATED_SKEW) return unmapped(endpoint, text, `no pod is known to have had the address ${text} at that time`);
    const at = (time: number) => held.filter(({ since }) => !(since > time)).pop() ?? held[0];
    const [from, to] = [at(first), at(last)];
    if (from.endpoint === to.endpoint) return this.endpoints[from.endpoint];
    return unmapped(endpoint, text, `several pods held the address ${text} in that time`);
  }

  /** The endpoints that an end of the first session is, in all sessions: its pods one by one, or its address. */
  public endpointsOf({ positions, address }: NamedEnd, session: AnalysisSession): TrafficEndpoint[] {
    if (address !== undefined) return [{ ends: this.resolvers.map((resolver) => resolver.byItsAddress(address)), names: new Set() }];
    return this.resolvers[0].workloadsAt(positions).map((end) => {
      const { namespace, name, kind, labels, pod } = session.decoded.cluster.workloads[end.position];
      const same: ObservedEnd = { namespace, owner: { name, kind }, labels, ...(pod !== undefined && { pod }) };
      return { ends: [end, ...this.resolvers.slice(1).map((resolver) => resolver.resolve(same))], names: new Set() };
    });
  }

  /** Among very many addresses outside, one represents all that no block distinguishes. */
  private folded(end: TrafficEnd): TrafficEnd {
    return end.type === 'address' && this.addresses >= MAX_ADDRESSES ? { ...end, label: `addresses like ${end.label}` } : end;
  }

  private add(ends: readonly TrafficEnd[], { names = [], cluster }: ObservedEnd): number {
    const key = ends.map((end) => this.keyOf(end)).join('\n');
    let number = this.numbers.get(key);
    if (number === undefined) {
      number = this.endpoints.length;
      this.numbers.set(key, number);
      this.endpoints.push({ ends, names: new Set(), ...(cluster !== undefined && { cluster }) });
      if (ends[0].type === 'address' || ends[0].type === 'bare') this.addresses++;
    }
    const known = this.endpoints[number].names;
    for (const name of names) if (known.size < 20) known.add(name);
    return number;
  }

  private keyOf(end: TrafficEnd): string {
    switch (end.type) {
      case 'workload': return `w${end.label}/${end.position}`;
      case 'choice': return `c${end.among.map((one) => this.keyOf(one)).join()}`;
      case 'address': return this.addresses < MAX_ADDRESSES ? `a${end.label}/${end.entity}` : `p${end.entity}/${this.pieceOf(end.address)}`;
      case 'bare': return `b${end.label}/${end.entity}`;
      case 'service': return `s${end.label}/${end.address === undefined ? '' : formatAddress(end.address)}`;
      case 'node': return `n${end.own}${this.addresses < MAX_ADDRESSES ? end.label : ''}`;
      default: return `${end.type[0]}${end.label}`;
    }
  }

  /** Between which addresses of blocks an address lies. */
  private pieceOf(address: Address): number {
    let low = 0;
    let high = this.cuts.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      const cut = this.cuts[middle];
      const isBelow = cut.family !== address.family ? cut.family < address.family : cut.value <= address.value;
      if (isBelow) low = middle + 1;
      else high = middle;
    }
    return low * 2 + (address.family === 4 ? 0 : 1);
  }
}

function unmapped(endpoint: TrafficEndpoint, label: string, why: string): TrafficEndpoint {
  return { ...endpoint, ends: endpoint.ends.map(() => ({ type: 'unmapped', label, why })) };
}
