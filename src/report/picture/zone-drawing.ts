import type { ZoneCell, ZoneDetail, ZoneMatrix } from '../../results/report';
import { andMore } from '../../text/lists';
import { plural } from '../../text/plural';
import { cellText, linesOf } from './cell-lines';
import { type DrawnLine, type DrawnNode, type Drawing, type LineState, paired } from './drawing';
import { type Fold, type FoldedCell, foldAlike, joined } from './fold';

/** The most boxes and lines of a picture: with more, a line cannot be followed. */
const MAX_BOXES = 20;
const MAX_LINES = 60;

type Folded = ReturnType<typeof joined>;

/** What fits into a picture. `rest`: the zones that are folded without being alike. */
interface Fitting {
  readonly folded: Folded;
  readonly rest?: readonly string[];
}

/** The zones as a picture; where there are too many, namespaces that are alike are one box, and then those without a remark. */
export function zoneDrawing({ namespaces, others, marked, isRecorded, cells, onePod }: ZoneMatrix, title: string): Drawing {
  const isOuter = (zone: string) => others.includes(zone);
  const isMarked = (zone: string) => marked.includes(zone);
  const used = new Set(cells.flatMap(({ source, destination }) => [source, destination]));
  const zones = [...new Set([...others.filter((zone) => used.has(zone)), ...namespaces, ...used])];
  const fit = fitting(zones, (zone) => isOuter(zone) || isMarked(zone), { cells, isRecorded, ...(onePod && { onePod }) });
  const { rest } = fit;
  return drawn(fit, {
    title,
    isRecorded,
    labelOf: ({ zones: some }) => (some === rest ? plural(some.length, 'other namespace') : alikeLabel(some)),
    shapeOf: ({ zones: [zone] }) => (isOuter(zone) ? 'outside' : isMarked(zone) ? 'marked' : 'inside'),
    notes: [
      ...foldNotes(fit),
      ...rest === undefined ? [] : [`${plural(rest.length, 'namespace')} in one box, ${TOO_MANY} The matrix has each.`],
    ],
  });
}

/** Folds where it is too much: what is alike, then what has the fewest lines that are denied or unknown, then by name. */
function fitting(zones: readonly string[], isFixed: (zone: string) => boolean, matrix: Pick<ZoneMatrix, 'cells' | 'isRecorded' | 'onePod'>): Fitting {
  const { cells, isRecorded, onePod } = matrix;
  const fits = (folded: Folded) => folded.folds.length <= MAX_BOXES && linesBetween(folded, isRecorded).length <= MAX_LINES;
  const each = joined(zones.map((zone) => [zone]), cells);
  if (fits(each)) return { folded: each };
  const alike = foldAlike(zones, cells, { textOf: (cell) => cellText(cell, isRecorded), isApart: isFixed, ...(onePod && { onePod }) });
  if (fits(alike)) return { folded: alike };
  const weight = new Map<string, number>();
  const weightOf = (zone: string) => weight.get(zone) ?? 0;
  for (const { source, destination, unknown, denied } of alike.cells) {
    const more = (denied === undefined ? 0 : 1000) + (unknown.isEmpty ? 0 : 1);
    for (const zone of [source, destination]) weight.set(zone, weightOf(zone) + more);
  }
  const fixed = alike.folds.filter(({ zones: [zone] }) => isFixed(zone));
  const free = alike.folds.filter(({ zones: [zone] }) => !isFixed(zone))
    .sort(({ zones: [a] }, { zones: [b] }) => weightOf(b) - weightOf(a) || (a < b ? -1 : 1));
  for (let kept = Math.min(free.length - 1, MAX_BOXES); ; kept--) {
    const rest = free.slice(Math.max(0, kept)).flatMap((fold) => fold.zones).sort();
    const folded = joined([...fixed, ...free.slice(0, Math.max(0, kept))].map((fold) => fold.zones).concat(rest.length > 0 ? [rest] : []), cells);
    if (kept <= 0 || fits(folded)) return { folded, ...(rest.length > 0 && { rest }) };
  }
}

/** The groups of one namespace, and the zones around it. */
export function detailDrawing({ namespace, groups, cells }: ZoneDetail, { isRecorded, others }: ZoneMatrix): Drawing {
  const names = new Map(groups.map((labels) => [labels[0], labels]));
  const around = [...new Set(cells.flatMap(({ source, destination }) => [source, destination]))].filter((name) => !names.has(name)).sort();
  const fit = fitting([...around, ...names.keys()], (name) => names.has(name) || others.includes(name), { cells, isRecorded });
  const short = (label: string) => label.slice(label.indexOf('/') + 1);
  const { rest } = fit;
  return drawn(fit, {
    title: `Namespace ${namespace}`,
    isRecorded,
    labelOf: ({ zones }) => {
      const labels = names.get(zones[0]);
      if (zones === rest) return plural(zones.length, 'other namespace');
      return alikeLabel(labels === undefined ? zones : labels.map(short));
    },
    shapeOf: ({ zones: [name] }) => (names.has(name) ? 'inside' : 'outside'),
    notes: [
      ...groups.filter(({ length }) => length > 1).map((labels) => alikeNote(labels.map(short))),
      ...foldNotes(fit),
      ...rest === undefined ? [] : [`${plural(rest.length, 'other namespace')} in one box, ${TOO_MANY}`],
    ],
  });
}

/** Ends by their names, each a box where there is room; else those of a zone are one box. */
export function cellsDrawing(
  title: string, cells: readonly ZoneCell[], isOutside: (name: string) => boolean, zoneOf: (name: string) => string,
): Drawing {
  const names = [...new Set(cells.flatMap(({ source, destination }) => [source, destination]))].sort();
  const all = joined(names.map((name) => [name]), cells);
  if (names.length > MAX_BOXES || linesBetween(all, false).length > MAX_LINES) {
    const outer = [...new Set(names.filter(isOutside).map(zoneOf))];
    const namespaces = [...new Set(names.filter((name) => !isOutside(name)).map(zoneOf))];
    const zoned = cells.map((cell) => ({ ...cell, source: zoneOf(cell.source), destination: zoneOf(cell.destination) }));
    const { folds, cells: between } = joined([...outer, ...namespaces].map((zone) => [zone]), zoned);
    const inside = folds.flatMap((fold) => (fold.inside === undefined ? [] : [fold.inside]));
    const matrix = { namespaces, others: outer, marked: [], isRecorded: false, cells: [...between, ...inside], details: [] };
    return zoneDrawing(matrix, `${title}, by namespaces`);
  }
  const words = { title, isRecorded: false, notes: [], labelOf: ({ zones: [name] }: Fold) => name };
  return drawn({ folded: all }, { ...words, shapeOf: ({ zones: [name] }) => (isOutside(name) ? 'outside' : 'inside') });
}

const TOO_MANY = 'because there are too many to draw: a line of that box holds for some of them.';

function alikeLabel(names: readonly string[]): string {
  return names.length === 1 ? names[0] : `${names[0]} ${andMore(names.length - 1, 'alike')}`;
}

function alikeNote(names: readonly string[]): string {
  return `${alikeLabel(names)}: ${names.join(', ')}.`;
}

/** Which zones are one box, because they are alike. */
function foldNotes({ folded, rest }: Fitting): string[] {
  return folded.folds.filter(({ zones }) => zones.length > 1 && zones !== rest).map(({ zones }) => alikeNote(zones));
}

interface Words {
  readonly title: string;
  readonly isRecorded: boolean;
  readonly notes: readonly string[];
  labelOf(fold: Fold): string;
  shapeOf(fold: Fold): DrawnNode['shape'];
}

function drawn({ folded, rest }: Fitting, { title, isRecorded, notes, labelOf, shapeOf }: Words): Drawing {
  const nodes = folded.folds.map((fold): DrawnNode => {
    const several = fold.zones === rest ? 'inside or between some' : fold.isLinked ? 'inside and between them' : 'inside each';
    const where = fold.zones.length === 1 ? 'inside' : several;
    const states = fold.inside === undefined ? [] : linesOf(fold.inside, isRecorded);
    const inside = states.map(({ state, text }) => `${where}, ${state === 'denied' ? 'seen, would be denied' : state}: ${text}`);
    return { label: labelOf(fold), lines: inside, shape: shapeOf(fold), ...(fold.inside && { cells: fold.inside.parts.slice(0, 1) }) };
  });
  return { title, nodes, lines: linesBetween(folded, isRecorded), notes };
}

function linesBetween({ folds, cells }: Folded, isRecorded: boolean): DrawnLine[] {
  const number = new Map(folds.map(({ zones }, i) => [zones[0], i]));
  return paired(cells.flatMap((cell): DrawnLine[] => (
    linesOf(cell, isRecorded).map((line) => (
      { from: number.get(cell.source)!, to: number.get(cell.destination)!, ...line, cells: [partOf(cell, line.state)] })))));
}

/** A cell that shows what the line shows. */
function partOf({ parts }: FoldedCell, state: LineState): ZoneCell {
  const shows = state === 'unknown' || state === 'denied' ? state : 'allowed';
  return parts.find((part) => part[shows]?.isEmpty === false)!;
}
