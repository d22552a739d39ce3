import type { ZoneCell } from '../../../results/report';
import { Traffic } from '../../../results/traffic';
import { TrafficSet } from '../../../sets';

const KINDS = ['allowed', 'unknown', 'seen', 'denied'] as const;
const { NONE } = TrafficSet;
type Sum = Record<(typeof KINDS)[number], TrafficSet>;

/** Adds up what passes between ends, by their names. */
export class ZoneSums {
  private readonly sums = new Map<string, Map<string, Sum>>();

  public add(source: string, destination: string, traffic: Partial<Readonly<Sum>>): void {
    if (KINDS.every((kind) => traffic[kind]?.isEmpty() !== false)) return;
    let row = this.sums.get(source);
    if (row === undefined) this.sums.set(source, (row = new Map()));
    let sum = row.get(destination);
    if (sum === undefined) row.set(destination, (sum = { allowed: NONE, unknown: NONE, seen: NONE, denied: NONE }));
    for (const kind of KINDS) {
      const more = traffic[kind];
      if (more !== undefined && more !== sum[kind]) sum[kind] = sum[kind].union(more);
    }
  }

  /** By source and destination, in the order of their names. */
  public cells(): ZoneCell[] {
    return sorted(this.sums).flatMap(([source, row]) => sorted(row).map(([destination, { allowed, unknown, seen, denied }]) => ({
      ...{ source, destination, allowed: Traffic._of(allowed), unknown: Traffic._of(unknown) },
      ...(!seen.isEmpty() && { seen: Traffic._of(seen) }),
      ...(!denied.isEmpty() && { denied: Traffic._of(denied) }),
    })));
  }
}

function sorted<T>(map: ReadonlyMap<string, T>): [string, T][] {
  return [...map].sort(([a], [b]) => (a < b ? -1 : 1));
}
