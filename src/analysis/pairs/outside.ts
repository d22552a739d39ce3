import type { Engine, Reach } from '../../engine';
import type { Direction } from '../../model';
import { Address, Intervals, IpSet, Ordinal } from '../../sets';
import type { Member } from './pair-scan';

/** Addresses outside the cluster that some classes of several engines do not distinguish. */
interface OutsidePart {
  readonly first: Address;
  readonly addresses: IpSet;
  /** By engine: what passes between each class and them. */
  readonly reaches: readonly (readonly Reach[])[];
}

/** The addresses outside, cut where any of the classes is judged differently; IPv4 first, ascending. */
export function outsideReach(engines: readonly Engine[], direction: Direction, member: Member): OutsidePart[] {
  const starts = { v4: new Set<number>(), v6: new Set<bigint>() };
  engines.forEach((engine, e) => member[e].forEach((c) => {
    const { v4, v6 } = engine.outside(direction, engine.rowNumber(direction, c));
    v4.starts.forEach((start) => starts.v4.add(start));
    v6.starts.forEach((start) => starts.v6.add(start));
  }));
  const part = (first: Address, addresses: IpSet): OutsidePart => ({
    first,
    addresses,
    reaches: engines.map((engine, e) => member[e].map((c) => (direction === 'egress' ? engine.reach(c, first) : engine.reach(first, c)))),
  });
  return [
    ...pieces(starts.v4, 2 ** 32 - 1, (end) => end - 1).map(([first, last]) =>
      part({ family: 4, value: first }, IpSet.of(Intervals.of(first, last), Intervals.empty()))),
    ...pieces(starts.v6, (1n << 128n) - 1n, (end) => end - 1n).map(([first, last]) =>
      part({ family: 6, value: first }, IpSet.of(Intervals.empty(), Intervals.of(first, last)))),
  ];
}

function pieces<T extends Ordinal>(starts: ReadonlySet<T>, end: T, before: (value: T) => T): [first: T, last: T][] {
  const sorted = [...starts].sort((a, b) => (a < b ? -1 : 1));
  return sorted.map((first, i) => [first, i + 1 < sorted.length ? before(sorted[i + 1]) : end]);
}
