import type { ZoneCell, ZoneExample } from '../../../results/report';
import { Traffic } from '../../../results/traffic';
import { TrafficSet } from '../../../sets';

const KINDS = ['allowed', 'unknown', 'seen', 'denied'] as const;
/** The most examples of a cell of each kind. */
const MAX_EXAMPLES: Readonly<Record<ZoneExample['shows'], number>> = { allowed: 2, unknown: 1, denied: 1 };
const { NONE } = TrafficSet;
type Kind = (typeof KINDS)[number];
type Sets = Record<Kind, TrafficSet>;

/** What passes between two ends, by kinds. */
export type ZoneTraffic = Readonly<Partial<Sets>>;

interface Sum extends Sets {
  readonly examples: ZoneExample[];
  /** What was added before: few sets of traffic come again and again. */
  readonly known: Readonly<Record<Kind, Set<TrafficSet>>>;
}

/** Adds up what passes between ends, by their names. */
export class ZoneSums {
  private readonly sums = new Map<string, Map<string, Sum>>();

  /** `pair`: two ends between which it passes, where they have names. */
  public add(source: string, destination: string, traffic: ZoneTraffic, pair: Pick<ZoneExample, 'source' | 'destination'> | undefined): void {
    if (KINDS.every((kind) => traffic[kind]?.isEmpty() !== false)) return;
    let row = this.sums.get(source);
    if (row === undefined) this.sums.set(source, (row = new Map()));
    let sum = row.get(destination);
    if (sum === undefined) row.set(destination, (sum = emptySum()));
    for (const kind of KINDS) {
      const more = traffic[kind];
      if (more === undefined || more === sum[kind] || sum.known[kind].has(more)) continue;
      sum.known[kind].add(more);
      const all = sum[kind].union(more);
      if (all.equals(sum[kind])) continue;
      sum[kind] = all;
      if (pair !== undefined && kind !== 'seen') addExample(sum.examples, { ...pair, shows: kind, traffic: Traffic._of(more) });
    }
  }

  /** By source and destination, in the order of their names. */
  public cells(): ZoneCell[] {
    return sorted(this.sums).flatMap(([source, row]) => sorted(row).map(([destination, { allowed, unknown, seen, denied, examples }]) => ({
      ...{ source, destination, allowed: Traffic._of(allowed), unknown: Traffic._of(unknown) },
      ...(!seen.isEmpty() && { seen: Traffic._of(seen) }),
      ...(!denied.isEmpty() && { denied: Traffic._of(denied) }),
      ...(examples.length > 0 && { examples }),
    })));
  }
}

function emptySum(): Sum {
  const known = { allowed: new Set<TrafficSet>(), unknown: new Set<TrafficSet>(), seen: new Set<TrafficSet>(), denied: new Set<TrafficSet>() };
  return { allowed: NONE, unknown: NONE, seen: NONE, denied: NONE, examples: [], known };
}

function addExample(examples: ZoneExample[], example: ZoneExample): void {
  if (examples.filter(({ shows }) => shows === example.shows).length < MAX_EXAMPLES[example.shows]) examples.push(example);
}

function sorted<T>(map: ReadonlyMap<string, T>): [string, T][] {
  return [...map].sort(([a], [b]) => (a < b ? -1 : 1));
}
