import type { Reach } from '../engine';
import { Address, Intervals, IpSet, TrafficSet } from '../sets';
import { Demand, judge } from './prove-demand';
import { Membership } from './prove-membership';
import type { World } from './prove-world';

/** One end of a connection that breaks an invariant, or may: a class of pods, or an address outside. */
export type ProofEnd = number | Address;

export interface Hit {
  readonly source: ProofEnd;
  readonly destination: ProofEnd;
  readonly traffic: TrafficSet;
}

/** The connections of one invariant that break it and that nobody knows about; the plainest of each. */
export interface Hits {
  readonly broken?: Hit;
  readonly doubtful?: Hit;
  /** Whether the invariant speaks of any connection at all. */
  readonly speaks: boolean;
}

/** Looks at every pair of classes that an invariant speaks of, without visiting those that rows judge alike one by one. */
export function judgePairs(world: World, membership: Membership, demand: Demand): Hits {
  return new PairJudge(world, membership, demand).run();
}

interface Bucket {
  readonly row: number;
  readonly mask: number;
  readonly classes: readonly number[];
}

const ENOUGH = 2000;

class PairJudge {
  private broken?: Hit;
  private doubtful?: Hit;
  private costs = { broken: Infinity, doubtful: Infinity };
  private seen = 0;
  private speaks = false;

  public constructor(private readonly world: World, private readonly membership: Membership, private readonly demand: Demand) {}

  public run(): Hits {
    this.amongPods();
    this.withOutside('ingress');
    this.withOutside('egress');
    return { speaks: this.speaks, ...(this.broken && { broken: this.broken }), ...(this.doubtful && { doubtful: this.doubtful }) };
  }

  private amongPods(): void {
    const { engine } = this.world;
    const { sources, destinations, fromMask, toMask } = this.membership;
    const { buckets, ofClass } = bucketsOf(destinations, (c) => engine.rowNumber('ingress', c), toMask, engine.classes.count);
    const rows = buckets.map(({ row }) => engine.row('ingress', row));
    const special = new Int32Array(buckets.length);
    for (const s of sources) {
      const egress = engine.row('egress', engine.rowNumber('egress', s));
      special.fill(0);
      const one = (d: number, outcome: number) => {
        const b = ofClass[d];
        special[b]++;
        if ((d === s && !this.isSeveral(d)) || !this.world.areCompatible(s, d)) return;
        this.look(engine.both(outcome, rows[b].at(s)), fromMask[s] & buckets[b].mask, s, d);
      };
      let met = false;
      for (let i = 0; i < egress.classes.length; i++) {
        const d = egress.classes[i];
        if (ofClass[d] < 0) continue;
        met ||= d === s;
        one(d, egress.outcomes[i]);
      }
      if (!met && ofClass[s] >= 0) one(s, egress.base);
      for (let b = 0; b < buckets.length; b++) {
        const { classes, mask } = buckets[b];
        if (special[b] === classes.length) continue;
        const reach = engine.both(egress.base, rows[b].at(s));
        this.look(reach, fromMask[s] & mask, s, () => classes.find((d) => d !== s && this.world.areCompatible(s, d) && !listed(egress.classes, d)));
      }
      if (this.isDone()) return;
    }
  }

  /** Whether two different pods can be of the class. */
  private isSeveral(of: number): boolean {
    return this.world.pods(of) > 1 || this.world.stranger(of) !== undefined;
  }

  /** `ingress`: addresses as sources; `egress`: as destinations. */
  private withOutside(direction: 'ingress' | 'egress'): void {
    const { engine } = this.world;
    const { sources, destinations, fromMask, toMask } = this.membership;
    const inward = direction === 'ingress';
    const [classesHere, maskHere] = inward ? [destinations, toMask] : [sources, fromMask];
    const { buckets } = bucketsOf(classesHere, (c) => engine.rowNumber(direction, c), maskHere, engine.classes.count);
    for (const { row, mask, classes } of buckets) {
      for (const { addresses, mask: own } of this.membership.regions(inward ? 'from' : 'to', mask)) {
        for (const { set, outcome } of piecesOf(engine.outside(direction, row))) {
          const inside = set.intersect(addresses);
          if (inside.isEmpty()) continue;
          const reach = inward ? engine.both(engine.open(), outcome) : engine.both(outcome, engine.open());
          const address = firstOf(inside);
          const pod = this.plainest(classes);
          if (inward) this.look(reach, own, address, pod);
          else this.look(reach, own, pod, address);
        }
      }
      if (this.isDone()) return;
    }
  }

  private plainest(classes: readonly number[]): number {
    return classes.find((c) => this.world.pods(c) > 0) ?? classes[0];
  }

  private look(reach: Reach, mask: number, source: ProofEnd, destination: ProofEnd | (() => number | undefined)): void {
    const { broken, doubtful, speaks } = judge(this.demand, reach, mask);
    this.speaks ||= speaks;
    if (broken.isEmpty() && doubtful.isEmpty()) return;
    const end = typeof destination === 'function' ? destination() : destination;
    if (end === undefined) return;
    const cost = this.cost(source) + this.cost(end) + (source === end ? 1 : 0);
    if (!broken.isEmpty()) {
      this.seen++;
      if (cost < this.costs.broken) {
        this.costs.broken = cost;
        this.broken = { source, destination: end, traffic: broken };
      }
    }
    if (!doubtful.isEmpty() && cost < this.costs.doubtful) {
      this.costs.doubtful = cost;
      this.doubtful = { source, destination: end, traffic: doubtful };
    }
  }

  /** What exists makes the plainest counterexample; then addresses, then pods in namespaces that exist. */
  private cost(end: ProofEnd): number {
    if (typeof end !== 'number') return 1;
    if (this.world.pods(end) > 0) return 0;
    const stranger = this.world.stranger(end)!;
    const named = stranger.inNewNamespace && !stranger.namespaceName.startsWith('new-namespace') ? 2 : 0;
    const { labels, ports } = stranger.workload;
    const place = stranger.inNewNamespace ? 40 + Object.keys(this.world.facts(end).namespaceLabels).length : 20;
    return place + named + Object.keys(labels).length + (ports.length > 0 ? 4 : 0);
  }

  private isDone(): boolean {
    return this.costs.broken === 0 || this.seen > ENOUGH;
  }
}

/** Classes that are judged alike as far as addresses and untouched peers go: same row, same exceptions. */
function bucketsOf(
  classes: readonly number[],
  rowOf: (c: number) => number,
  maskOf: Int32Array,
  count: number,
): { buckets: Bucket[]; ofClass: Int32Array } {
  const ofClass = new Int32Array(count).fill(-1);
  const known = new Map<string, number>();
  const buckets: (Bucket & { classes: number[] })[] = [];
  for (const c of classes) {
    const key = `${rowOf(c)}/${maskOf[c]}`;
    let b = known.get(key);
    if (b === undefined) known.set(key, (b = buckets.push({ row: rowOf(c), mask: maskOf[c], classes: [] }) - 1));
    buckets[b].classes.push(c);
    ofClass[c] = b;
  }
  return { buckets, ofClass };
}

function listed(ascending: Int32Array, value: number): boolean {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ascending[middle] < value) low = middle + 1;
    else high = middle;
  }
  return ascending[low] === value;
}

type Outside = ReturnType<World['engine']['outside']>;

function* piecesOf({ v4, v6 }: Outside): Generator<{ set: IpSet; outcome: number }> {
  for (const [i, first] of v4.starts.entries()) {
    const piece = Intervals.of(first, (v4.starts[i + 1] ?? 2 ** 32) - 1);
    yield { set: IpSet.of(piece, Intervals.empty()), outcome: v4.outcomes[i] };
  }
  for (const [i, first] of v6.starts.entries()) {
    const piece = Intervals.of(first, (v6.starts[i + 1] ?? 1n << 128n) - 1n);
    yield { set: IpSet.of(Intervals.empty(), piece), outcome: v6.outcomes[i] };
  }
}

function firstOf({ v4, v6 }: IpSet): Address {
  return v4.isEmpty() ? { family: 6, value: v6.first(0) } : { family: 4, value: v4.first(0) };
}
