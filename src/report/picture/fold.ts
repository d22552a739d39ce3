import type { ZoneCell } from '../../results/report';
import { Traffic } from '../../results/traffic';

/** Zones that are one box: those that reach and are reached alike, or what a picture has no room for. */
export interface Fold {
  /** In the order of their names. */
  readonly zones: readonly string[];
  /** What passes inside of it. */
  readonly inside?: FoldedCell;
  /** Whether some of that is between two of its zones. */
  readonly isLinked: boolean;
}

/** What passes between two folds. */
export interface FoldedCell extends ZoneCell {
  /** The cells of which it is the sum. */
  readonly parts: readonly ZoneCell[];
}

/** Folded zones, and what passes between two of them for some pair of their zones. */
interface Folded {
  readonly folds: readonly Fold[];
  /** `source` and `destination` name the first zone of a fold. */
  readonly cells: readonly FoldedCell[];
}

/** What makes zones alike. */
interface Alikeness {
  /** Zones of one pod, which have no cell with themselves. @default - none */
  readonly onePod?: readonly string[];
  /** What makes two cells differ. */
  textOf(cell: ZoneCell): string;
  isApart(zone: string): boolean;
}

/** Folds zones together that reach and are reached alike, which changes no answer. */
export function foldAlike(zones: readonly string[], cells: readonly ZoneCell[], { textOf, isApart, onePod = [] }: Alikeness): Folded {
  const own = new Map<string, string>();
  const rows = new Map(zones.map((zone) => [zone, new Map<string, string>()]));
  for (const cell of cells) {
    const { source, destination } = cell;
    if (source === destination) own.set(source, textOf(cell));
    rows.get(source)?.set(`> ${destination}`, textOf(cell));
    rows.get(destination)?.set(`< ${source}`, textOf(cell));
  }
  const singles = new Set(onePod);
  // a single pod may be taken to reach itself as it reaches another one: it is alike only where that one, and each other, is reached so
  for (const { source, destination, ...cell } of cells) {
    const row = rows.get(source);
    if (!singles.has(source) || !singles.has(destination) || row === undefined || row.has(`> ${source}`)) continue;
    for (const end of ['>', '<']) row.set(`${end} ${source}`, textOf({ source, destination, ...cell }));
  }
  const keyOf = (zone: string, withOwn: boolean) => {
    const entries = [...rows.get(zone)!].filter(([end]) => withOwn || end.slice(2) !== zone);
    return JSON.stringify([own.get(zone), singles.has(zone), entries.sort(([a], [b]) => (a < b ? -1 : 1))]);
  };
  // zones that reach each other as themselves, then zones that do not reach each other
  const linked = [...byKey(zones.filter((zone) => !isApart(zone)), (zone) => keyOf(zone, true)).values()];
  const others = byKey(linked.filter(({ length }) => length === 1).flat(), (zone) => keyOf(zone, false));
  return joined([...zones.filter(isApart).map((zone) => [zone]), ...linked.filter(({ length }) => length > 1), ...others.values()], cells);
}

function byKey(zones: readonly string[], keyOf: (zone: string) => string): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const zone of zones) {
    const key = keyOf(zone);
    const known = found.get(key);
    if (known === undefined) found.set(key, [zone]);
    else known.push(zone);
  }
  return found;
}

/** The zones as groups, and the cells between them added up. */
export function joined(groups: readonly (readonly string[])[], cells: readonly ZoneCell[]): Folded {
  const firstOf = new Map(groups.flatMap((zones) => zones.map((zone) => [zone, zones[0]] as const)));
  const sums = new Map<string, FoldedCell & { readonly parts: ZoneCell[] }>();
  const linked = new Set<string>();
  for (const cell of cells) {
    const [source, destination] = [firstOf.get(cell.source)!, firstOf.get(cell.destination)!];
    const key = JSON.stringify([source, destination]);
    const known = sums.get(key);
    if (source === destination && cell.source !== cell.destination) linked.add(source);
    known?.parts.push(cell);
    sums.set(key, known === undefined ? { ...cell, source, destination, parts: [cell] } : { ...sum(known, cell), parts: known.parts });
  }
  const folds = groups.map((zones): Fold => {
    const inside = sums.get(JSON.stringify([zones[0], zones[0]]));
    return { zones, ...(inside && { inside }), isLinked: linked.has(zones[0]) };
  });
  return { folds, cells: [...sums.values()].filter(({ source, destination }) => source !== destination) };
}

function sum(a: ZoneCell, b: ZoneCell): ZoneCell {
  const both = (x: Traffic | undefined, y: Traffic | undefined) => (x === undefined ? y : y === undefined ? x : Traffic._of(x._set.union(y._set)));
  const [seen, denied] = [both(a.seen, b.seen), both(a.denied, b.denied)];
  return { ...a, allowed: both(a.allowed, b.allowed)!, unknown: both(a.unknown, b.unknown)!, ...(seen && { seen }), ...(denied && { denied }) };
}
