import type { ObservedEnd } from '../../flows';
import { Address, formatAddress } from '../../sets';
import { atomsOf } from '../pairs/address-blocks';
import type { Study } from '../session/study';
import { EndResolver, TrafficEnd } from './ends';

/** Addresses outside that are told apart; more are taken together where no block tells them apart. */
const MOST_ADDRESSES = 5000;
const MOST_OWNERS = 200_000;
/** Records of several nodes come a little out of order. */
const TOLERATED_SKEW = 300_000;

/** An end of recorded traffic: what it is in each study, in their order. */
export interface TrafficActor {
  readonly ends: readonly TrafficEnd[];
  /** A cluster that the record names. */
  readonly cluster?: string;
  /** Names that its address was asked for by. */
  readonly names: Set<string>;
}

/** Who held an address, and from when on. */
interface Tenancy {
  readonly since: number;
  readonly actor: number;
}

/** Numbers the ends of a record: what no study tells apart is one actor. */
export class TrafficActors {
  public readonly resolvers: readonly EndResolver[];
  public readonly actors: TrafficActor[] = [];
  /** The clusters that the record names. */
  public readonly clusters = new Set<string>();

  private readonly numbers = new Map<string, number>();
  private readonly tenancies = new Map<string, Tenancy[]>();
  private readonly cuts: readonly Address[];
  private addresses = 0;

  public constructor(studies: readonly Study[]) {
    this.resolvers = studies.map((study) => new EndResolver(study));
    this.cuts = studies.flatMap(({ decoded: { policies, cluster } }) => (['ingress', 'egress'] as const).flatMap((direction) => atomsOf(policies, cluster, direction).map(({ first }) => first)))
      .sort((a, b) => (a.family !== b.family ? a.family - b.family : a.value < b.value ? -1 : a.value > b.value ? 1 : 0));
  }

  /** `time`: of the record, in milliseconds of Unix time, or `NaN`. */
  public numberOf(end: ObservedEnd, time: number): number {
    const ends = this.resolvers.map((resolver) => this.folded(resolver.resolve(end)));
    const number = this.add(ends, end);
    if (end.cluster !== undefined && this.clusters.size < 1000) this.clusters.add(end.cluster);
    const isPod = ends[0].type === 'workload' || ends[0].type === 'choice';
    if (end.address !== undefined && end.namespace !== undefined && isPod && this.tenancies.size < MOST_OWNERS) {
      const held = this.tenancies.get(end.address);
      if (held === undefined) this.tenancies.set(end.address, [{ since: time, actor: number }]);
      else if (held[held.length - 1].actor !== number) held.push({ since: time, actor: number });
    }
    return number;
  }

  /** What an address without a name is, for traffic of a time. */
  public settle(number: number, first: number, last: number): TrafficActor {
    const actor = this.actors[number];
    const bare = actor.ends.find((end) => end.type === 'bare');
    if (bare?.type !== 'bare') return actor;
    const text = formatAddress(bare.address);
    const held = this.tenancies.get(text);
    if (held === undefined) return { ...actor, ends: this.resolvers.map((resolver) => resolver.byItsAddress(bare.address)) };
    if (first < held[0].since - TOLERATED_SKEW) return unmapped(actor, text, `nobody is known to have held the address ${text} at that time`);
    const at = (time: number) => held.filter(({ since }) => !(since > time)).pop() ?? held[0];
    const [from, to] = [at(first), at(last)];
    if (from.actor === to.actor) return this.actors[from.actor];
    return unmapped(actor, text, `several pods held the address ${text} in that time`);
  }

  /** The actor that some workload of the first study is, in all studies. */
  public actorOf(end: TrafficEnd, study: Study): TrafficActor {
    if (end.type !== 'workload') return { ends: this.resolvers.map(() => end), names: new Set() };
    const { namespace, name, kind, labels, pod } = study.decoded.cluster.workloads[end.position];
    const same: ObservedEnd = { namespace, owner: { name, kind }, labels, ...(pod !== undefined && { pod }) };
    return { ends: [end, ...this.resolvers.slice(1).map((resolver) => resolver.resolve(same))], names: new Set() };
  }

  /** Of very many addresses outside, one speaks for all that no block tells apart. */
  private folded(end: TrafficEnd): TrafficEnd {
    return end.type === 'address' && this.addresses >= MOST_ADDRESSES ? { ...end, label: `addresses like ${end.label}` } : end;
  }

  private add(ends: readonly TrafficEnd[], { names = [], cluster }: ObservedEnd): number {
    const key = ends.map((end) => this.keyOf(end)).join('\n');
    let number = this.numbers.get(key);
    if (number === undefined) {
      number = this.actors.length;
      this.numbers.set(key, number);
      this.actors.push({ ends, names: new Set(), ...(cluster !== undefined && { cluster }) });
      if (ends[0].type === 'address' || ends[0].type === 'bare') this.addresses++;
    }
    const known = this.actors[number].names;
    for (const name of names) if (known.size < 20) known.add(name);
    return number;
  }

  private keyOf(end: TrafficEnd): string {
    switch (end.type) {
      case 'workload': return `w${end.label}/${end.position}`;
      case 'choice': return `c${end.among.map((one) => this.keyOf(one)).join()}`;
      case 'address': return this.addresses < MOST_ADDRESSES ? `a${end.label}/${end.entity}` : `p${end.entity}/${this.pieceOf(end.address)}`;
      case 'node': return `n${end.own}${this.addresses < MOST_ADDRESSES ? end.label : ''}`;
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

function unmapped(actor: TrafficActor, label: string, why: string): TrafficActor {
  return { ...actor, ends: actor.ends.map(() => ({ type: 'unmapped', label, why })) };
}
