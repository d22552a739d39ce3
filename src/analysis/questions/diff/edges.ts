import type { Engine, Reach } from '../../../engine';
import type { Direction } from '../../../model';
import { Address, IpSet, TrafficSet } from '../../../sets';
import { outsideReach } from '../../pairs/outside';
import { ShownFamilies } from './shown-families';
import { isAffected, MatchedGroup } from './sides';

/** What passes in the old and in the new state. */
export interface Change {
  readonly before: Reach;
  readonly after: Reach;
}

/** Pairs of workloads, or of workloads and addresses, between which something else passes than before. */
export type DiffPair = Change & (
  | { readonly type: 'inside'; readonly source: MatchedGroup; readonly destination: MatchedGroup }
  | { readonly type: 'outside'; readonly direction: Direction; readonly group: MatchedGroup; readonly addresses: IpSet }
);

/** Combines what passes between several classes. */
export type Combine = (reaches: readonly Reach[]) => Reach;

const NOTHING: Reach = { allowed: TrafficSet.NONE, unknown: TrafficSet.NONE };

/** Goes through the pairs that may differ, and only through those, unless `all`. */
export class DiffPairs {
  private readonly affected: Readonly<Record<Direction, readonly boolean[]>>;
  private readonly families: ShownFamilies;
  private readonly sameOutcome: Readonly<Record<Direction, Map<number, boolean>>> = { ingress: new Map(), egress: new Map() };

  public constructor(
    private readonly engines: readonly [Engine, Engine],
    private readonly groups: readonly MatchedGroup[],
    private readonly combine: Combine,
    all = false,
    /** The addresses of nodes, which are judged apart: some pods run there. */
    private readonly nodes = IpSet.NONE,
  ) {
    const flags = (direction: Direction) => groups.map((group) => all || isAffected(group, direction));
    this.families = new ShownFamilies(engines);
    this.affected = { ingress: flags('ingress'), egress: flags('egress') };
  }

  /** Between groups; a group and itself means different workloads of it, and different pods of one. */
  public *inside(): Generator<DiffPair & { type: 'inside' }> {
    const { egress, ingress } = this.affected;
    const receiving = [...this.groups.keys()].filter((d) => ingress[d]);
    for (const [s, source] of this.groups.entries()) {
      const sends = egress[s];
      for (const d of sends ? this.groups.keys() : receiving) {
        const destination = this.groups[d];
        if (this.isSame(source, destination, sends || destination.isChanged, ingress[d] || source.isChanged)) continue;
        const [before, after] = [this.reach(0, source, destination), this.reach(1, source, destination)];
        if (isEqual(before, after) || this.families.shareByAssumption(source, destination)) continue;
        yield { type: 'inside', source, destination, before, after };
      }
    }
  }

  /** Addresses outside by group, in the order of the addresses; `merge` joins those that differ alike wherever they lie. */
  public *outside(direction: Direction, merge: boolean): Generator<DiffPair & { type: 'outside' }> {
    for (const [g, group] of this.groups.entries()) {
      if (!this.affected[direction][g]) continue;
      const found: (Change & { addresses: IpSet })[] = [];
      for (const { addresses, before, after } of this.parts(direction, group)) {
        const alike = (other: Change) => isEqual(other.before, before) && isEqual(other.after, after);
        const known = merge ? found.find(alike) : touching(found.at(-1), addresses, alike);
        if (known !== undefined) known.addresses = known.addresses.union(addresses);
        else found.push({ before, after, addresses });
      }
      for (const part of found) if (!isEqual(part.before, part.after)) yield { type: 'outside', direction, group, ...part };
    }
  }

  private *parts(direction: Direction, group: MatchedGroup): Generator<Change & { addresses: IpSet }> {
    const comparable = this.families.comparable(group);
    for (const part of outsideReach(this.engines, direction, group.member)) {
      const { reaches } = part;
      const addresses = part.addresses.intersect(comparable);
      const [before, after] = reaches.map(this.combine);
      const withoutNodes = addresses.subtract(this.nodes);
      if (!withoutNodes.isEmpty()) yield { addresses: withoutNodes, before, after };
      for (const address of firstOf(addresses.intersect(this.nodes))) {
        const [old, now] = this.engines.map((engine, e) => this.combine(group.member[e].map((c) => (direction === 'egress' ? engine.reach(c, address) : engine.reach(address, c)))));
        yield { addresses: IpSet.address(address), before: old, after: now };
      }
    }
  }

  /** Whether the only affected end has the same outcome for the other end as before; cheaper than the whole answer. */
  private isSame(source: MatchedGroup, destination: MatchedGroup, sends: boolean, receives: boolean): boolean {
    if (sends && receives) return false;
    const [direction, subject, peer]: [Direction, MatchedGroup, MatchedGroup] = sends ? ['egress', source, destination] : ['ingress', destination, source];
    if ([subject, peer].some(({ member }) => member.some((classes) => classes.length !== 1))) return false;
    const [old, now] = this.engines.map((engine, e) =>
      engine.row(direction, engine.rowNumber(direction, subject.member[e][0])).at(peer.member[e][0]));
    const key = old * 0x4000000 + now;
    let same = this.sameOutcome[direction].get(key);
    if (same === undefined) {
      const [a, b] = [this.engines[0].outcome(old), this.engines[1].outcome(now)];
      this.sameOutcome[direction].set(key, (same = a.mayAllow.equals(b.mayAllow) && a.mayDeny.equals(b.mayDeny)));
    }
    return same;
  }

  private reach(e: 0 | 1, source: MatchedGroup, destination: MatchedGroup): Reach {
    const [from, to] = [source.member[e], destination.member[e]];
    if (from.length === 0 || to.length === 0) return NOTHING;
    return this.combine(from.flatMap((s) => to.map((d) => this.engines[e].reach(s, d))));
  }
}

function isEqual(a: Reach, b: Reach): boolean {
  return a.allowed.equals(b.allowed) && a.unknown.equals(b.unknown);
}

/** The most node addresses that are compared one by one. */
const MAX_NODES = 100;

function firstOf({ v4, v6 }: IpSet): Address[] {
  const found: Address[] = [];
  for (const { first, last } of v4) for (let value = first; value <= last && found.length < MAX_NODES; value++) found.push({ family: 4, value });
  for (const { first, last } of v6) for (let value = first; value <= last && found.length < MAX_NODES; value++) found.push({ family: 6, value });
  return found;
}

/** The last part, if the addresses directly follow it and it has the same difference. */
function touching<T extends Change & { addresses: IpSet }>(last: T | undefined, addresses: IpSet, alike: (other: Change) => boolean): T | undefined {
  return last !== undefined && alike(last) && last.addresses.union(addresses).isRange() ? last : undefined;
}
