import { has, Reach, Row } from '../../../engine';
import { Address, Intervals, IpSet, parseAddress, parseCidr, TrafficSet } from '../../../sets';
import type { NamedEnd } from '../../ends/named-end';
import { Bucket, bucketsOf } from './buckets';
import { Demand, judge, trafficFor } from './demand';
import { Membership } from './membership';
import type { World } from './world';

/** One end of a connection that breaks an invariant, or may: a class of pods, an address outside, or what one address names. */
export type ProofEnd = number | Address | NamedEnd;

export interface Hit {
  readonly source: ProofEnd;
  readonly destination: ProofEnd;
  /** What breaks the invariant, or may: of pods that are made up, whatever names their ports have. */
  readonly traffic: TrafficSet;
  /** All traffic between the two that the invariant covers. */
  readonly covered: TrafficSet;
}

/** The connections of one invariant that break it and those that are undetermined; the simplest of each. */
interface Hits {
  readonly broken?: Hit;
  readonly undetermined?: Hit;
  /** Whether the invariant covers any connection; otherwise it is vacuous. */
  readonly applies: boolean;
}

/**
 * Judges every pair of classes that an invariant covers, without visiting those that one side alone decides.
 *
 * @param search `any`: the first connection will do, be it broken or undetermined
 */
export function judgePairs(world: World, membership: Membership, demand: Demand, search: 'simplest' | 'any' = 'simplest'): Hits {
  return new PairJudge(world, membership, demand, search).run();
}

const NONE: readonly number[] = [];
const ENOUGH = 2000;
/** From this many classes on, a whole row is less work than single outcomes. */
const MANY = 64;

class PairJudge {
  private broken?: Hit;
  private undetermined?: Hit;
  private costs = { broken: Infinity, undetermined: Infinity };
  private seen = 0;
  private applies = false;
  private readonly closed = new Map<number, Map<number, boolean>>();

  public constructor(
    private readonly world: World,
    private readonly membership: Membership,
    private readonly demand: Demand,
    private readonly search: 'simplest' | 'any',
  ) {}

  public run(): Hits {
    const { sources, destinations } = this.membership;
    // a counterexample that exists is the plainest, and there are far fewer pairs of those
    const exists = (c: number) => this.world.pods(c) > 0;
    if (this.demand.invariant.statement.demand === 'never') this.amongPods(sources.filter(exists), destinations.filter(exists));
    this.withOutside('ingress');
    this.withOutside('egress');
    this.withNamed('ingress');
    this.withNamed('egress');
    if (!this.isDone()) this.amongPods(sources, destinations);
    return { applies: this.applies, ...(this.broken && { broken: this.broken }), ...(this.undetermined && { undetermined: this.undetermined }) };
  }

  /** Computes whole rows on the side that has fewer of them, and on the other side only what these leave open. */
  private amongPods(sources: readonly number[], destinations: readonly number[]): void {
    const { engine } = this.world;
    const { fromMask, toMask } = this.membership;
    const outgoing = bucketsOf(sources, (c) => engine.rowTowardsClasses('egress', c), fromMask);
    const incoming = bucketsOf(destinations, (c) => engine.rowTowardsClasses('ingress', c), toMask);
    const inward = incoming.length <= outgoing.length;
    const [whole, rest] = inward ? [incoming, outgoing] : [outgoing, incoming];
    for (const bucket of whole) {
      const row = engine.row(inward ? 'ingress' : 'egress', bucket.row, 'forget');
      for (const opposite of rest) {
        this.between(bucket, opposite, row, inward);
        if (this.isDone()) return;
      }
    }
  }

  /** `inward`: the row is that of the destinations in `bucket`. */
  private between(bucket: Bucket, opposite: Bucket, row: Row, inward: boolean): void {
    const mask = this.membership.masks.both(bucket.mask, opposite.mask);
    const open = this.openIn(opposite.classes, row, mask);
    if (open.length === 0) return;
    const { engine } = this.world;
    const direction = inward ? 'egress' : 'ingress';
    const example = opposite.classes[0];
    const counter = bucket.classes.length > MANY ? engine.row(direction, opposite.row, 'forget') : undefined;
    const one = (x: number, y: number, cell: number) => {
      const outcome = row.at(x);
      const reach = inward ? engine.both(cell, outcome) : engine.both(outcome, cell);
      if (inward) this.look(reach, mask, x, y);
      else this.look(reach, mask, y, x);
    };
    for (const y of bucket.classes) {
      if (counter !== undefined && !has(counter.classes, y)) continue;
      const cell = counter === undefined ? engine.entry(direction, example, y) : counter.at(y);
      for (const x of open) one(x, y, cell);
    }
    if (counter === undefined) return;
    // one class for all that the other side does not distinguish, and the pod itself where it is among them
    for (const x of open) {
      const y = bucket.classes.find((c) => !has(counter.classes, c) && this.isPair(x, c));
      if (y !== undefined) one(x, y, counter.defaultOutcome);
    }
  }

  /** The classes towards which a row does not deny all that must never pass: mostly none. */
  private openIn(classes: readonly number[], row: Row, mask: number): readonly number[] {
    let open: number[] | undefined;
    for (const x of classes) if (!this.isClosed(row.at(x), mask)) (open ??= []).push(x);
    return open ?? NONE;
  }

  /** Whether one side alone denies all that must never pass. */
  private isClosed(outcome: number, mask: number): boolean {
    if (this.demand.invariant.statement.demand !== 'never') return false;
    let byMask = this.closed.get(outcome);
    if (byMask === undefined) this.closed.set(outcome, (byMask = new Map()));
    let closed = byMask.get(mask);
    if (closed === undefined) {
      const traffic = trafficFor(this.demand, mask);
      this.applies ||= !traffic.isEmpty();
      byMask.set(mask, (closed = traffic.intersect(this.world.engine.outcome(outcome).mayAllow).isEmpty()));
    }
    return closed;
  }

  /** Whether there can be two different pods of these classes. */
  private isPair(a: number, b: number): boolean {
    // one pod is of several classes where the input does not tell which of some addresses it has
    const areTwo = this.isSeveral(a) || (a !== b && (this.isSeveral(b) || this.world.existing(a)[0] !== this.world.existing(b)[0]));
    return areTwo && this.world.areCompatible(a, b);
  }

  private isSeveral(classId: number): boolean {
    return this.world.pods(classId) > 1 || this.world.representative(classId) !== undefined;
  }

  /** `ingress`: addresses as sources; `egress`: as destinations. */
  private withOutside(direction: 'ingress' | 'egress'): void {
    const { engine } = this.world;
    const { sources, destinations, fromMask, toMask } = this.membership;
    const inward = direction === 'ingress';
    const [subjects, subjectMask] = inward ? [destinations, toMask] : [sources, fromMask];
    if (this.membership.regions(inward ? 'from' : 'to', 0).length === 0) return;
    const buckets = bucketsOf(subjects, (c) => engine.rowNumber(direction, c), subjectMask);
    for (const { row, mask, classes } of buckets) {
      for (const { addresses, mask: regionMask } of this.membership.regions(inward ? 'from' : 'to', mask)) {
        for (const { set, outcome } of piecesOf(engine.outside(direction, row))) {
          const inside = set.intersect(addresses);
          if (inside.isEmpty()) continue;
          const reach = inward ? engine.both(engine.open(), outcome) : engine.both(outcome, engine.open());
          const address = this.world.triesOut ? triedAddressOf(inside) : firstOf(inside);
          const pod = this.plainest(classes);
          if (inward) this.look(reach, regionMask, address, pod);
          else this.look(reach, regionMask, pod, address);
        }
      }
      if (this.isDone()) return;
    }
  }

  /** The same with what one address names: a node, a Service, or what may have it. */
  private withNamed(direction: 'ingress' | 'egress'): void {
    const { sources, destinations, fromMask, toMask, named } = this.membership;
    const inward = direction === 'ingress';
    if (named(inward ? 'from' : 'to', 0).length === 0) return;
    for (const c of inward ? destinations : sources) {
      for (const { named: end, mask } of named(inward ? 'from' : 'to', (inward ? toMask : fromMask)[c])) {
        const reach = this.world.reachNamed(direction, c, end);
        if (inward) this.look(reach, mask, end, c);
        else this.look(reach, mask, c, end);
      }
      if (this.isDone()) return;
    }
  }

  private plainest(classes: readonly number[]): number {
    return classes.find((c) => this.world.pods(c) > 0) ?? classes[0];
  }

  private look(reach: Reach, mask: number, source: ProofEnd, destination: ProofEnd): void {
    const judged = judge(this.demand, reach, mask);
    this.applies ||= judged.applies;
    // a connection that no address family can carry breaks nothing
    if (this.isApart(source, destination)) return;
    const isMeant = !this.isUnsure(source) && !this.isUnsure(destination);
    const broken = isMeant ? judged.broken : TrafficSet.NONE;
    const undetermined = isMeant ? judged.undetermined : judged.undetermined.union(judged.broken);
    if (broken.isEmpty() && undetermined.isEmpty()) return;
    if (typeof source === 'number' && typeof destination === 'number' && !this.isPair(source, destination)) return;
    const cost = this.cost(source) + this.cost(destination) + (source === destination ? 1 : 0);
    if (!broken.isEmpty()) {
      this.seen++;
      if (cost < this.costs.broken) {
        this.costs.broken = cost;
        this.broken = { source, destination, traffic: broken, covered: trafficFor(this.demand, mask) };
      }
    }
    if (!undetermined.isEmpty() && cost < this.costs.undetermined) {
      this.costs.undetermined = cost;
      this.undetermined = { source, destination, traffic: undetermined, covered: trafficFor(this.demand, mask) };
    }
  }

  private isApart(source: ProofEnd, destination: ProofEnd): boolean {
    const a = placeOf(source);
    const b = placeOf(destination);
    return a !== undefined && b !== undefined && !this.world.engine.sharesFamily(a, b);
  }

  private isUnsure(end: ProofEnd): boolean {
    return typeof end === 'number' && this.membership.unsure[end] === 1;
  }

  /** The simplest counterexample has pods that exist; then come addresses, then pods in namespaces that exist. */
  private cost(end: ProofEnd): number {
    if (typeof end !== 'number') return this.world.triesOut && !('label' in end) && NO_HOST.contains(end) ? 3 : 1;
    if (this.world.pods(end) > 0) return 0;
    const representative = this.world.representative(end)!;
    const named = representative.inNewNamespace && !representative.namespaceName.startsWith('new-namespace') ? 2 : 0;
    const { labels, ports } = representative.workload;
    const place = representative.inNewNamespace ? 40 + Object.keys(this.world.facts(end).namespaceLabels.labels).length : 20;
    return place + named + Object.keys(labels).length + (ports.length > 0 ? 4 : 0);
  }

  private isDone(): boolean {
    if (this.search === 'any') return this.broken !== undefined || this.undetermined !== undefined;
    return this.costs.broken <= 1 || this.seen > ENOUGH;
  }
}

/** A class or an address; of what is named, the address where it has one. */
function placeOf(end: ProofEnd): number | Address | undefined {
  return typeof end === 'object' && 'label' in end ? end.address : end;
}

type Outside = ReturnType<World['engine']['outside']>;

/** The addresses outside, by the outcome that a row has for them. */
export function* piecesOf({ v4, v6 }: Outside): Generator<{ set: IpSet; outcome: number }> {
  for (const [i, first] of v4.starts.entries()) {
    const piece = Intervals.of(first, (v4.starts[i + 1] ?? 2 ** 32) - 1);
    yield { set: IpSet.of(piece, Intervals.empty()), outcome: v4.outcomes[i] };
  }
  for (const [i, first] of v6.starts.entries()) {
    const piece = Intervals.of(first, (v6.starts[i + 1] ?? 1n << 128n) - 1n);
    yield { set: IpSet.of(Intervals.empty(), piece), outcome: v6.outcomes[i] };
  }
}

/** An address of a set that one can try: a well-known one of the internet, else one that hosts have, else any. */
function triedAddressOf(set: IpSet): Address {
  const host = set.subtract(NO_HOST);
  return WELL_KNOWN.find((address) => set.contains(address)) ?? firstOf(host.isEmpty() ? set : host);
}

/** Public resolvers, then first addresses of private networks. */
const WELL_KNOWN: readonly Address[] = ['1.1.1.1', '8.8.8.8', '10.0.0.1', '172.16.0.1', '192.168.0.1', '2606:4700:4700::1111']
  .map((text) => parseAddress(text)!);

/** @see https://www.iana.org/assignments/iana-ipv4-special-registry */
const NO_HOST = ['0.0.0.0/8', '127.0.0.0/8', '224.0.0.0/3', '::/127', 'ff00::/8']
  .reduce((set, text) => set.union(IpSet.cidr(parseCidr(text)!)), IpSet.NONE);

export function firstOf({ v4, v6 }: IpSet): Address {
  return v4.isEmpty() ? { family: 6, value: v6.first(0) } : { family: 4, value: v4.first(0) };
}
