import type { Report, ZoneCell, ZoneMatrix } from '../../results/report';
import { plural } from '../../text/plural';
import { cellText } from '../picture/cell-lines';
import { type Fold, foldAlike, joined } from '../picture/fold';
import { Layouts } from '../picture/layout';
import { svg } from '../picture/svg';
import { detailDrawing, zoneDrawing } from '../picture/zone-drawing';
import { Explanations } from './explanations';
import { cutOff, html, list, type Markup, NOTHING, table } from './markup';

/** With so many zones at most, each has a row of its own, alike or not. */
const MAX_APART = 12;
/** The most groups of zones that stand beside each other; with more, each connection has a row. */
const MAX_COLUMNS = 30;
/** The most connections that have a row. */
const MAX_ROWS = 5000;

/** Who reaches whom: a picture and a matrix of zones, and a picture of each namespace. */
export function zones(report: Report): Markup {
  const { zones: all } = report;
  const { namespaces, leftOut, coarse, details } = all;
  if (leftOut !== undefined) return html`<p>This table was not made: ${leftOut}. <code>netfence list</code> lists who reaches whom.</p>\n`;
  const drawing = zoneDrawing(all, 'Zones: who reaches whom');
  const why = new Explanations(report);
  const layouts = new Layouts();
  const attributesOf = (cells: readonly ZoneCell[]) => why.attributesOf(undefined, cells);
  return html`<p>What policies let through, for at least one pair of pods of two zones. ${plural(namespaces.length, 'namespace')};
<em>(internet)</em> and <em>(other networks)</em> are the addresses outside, public and not, whatever has them.
No line, or a cell with <em>denied</em>: denied for every pair. A namespace and itself are its pods among each other; a single pod and itself are no pair.
${coarse === undefined ? NOTHING : html`Namespaces are compared as a whole, without examples: ${coarse}.\n`}${all.isRecorded ? SEEN : 'No record of traffic was given, so it is not known what is used.'}</p>
<div class="drawn" role="region" tabindex="0" aria-label="Picture of the zones">${svg(drawing, { id: 'zones-picture', attributesOf })}</div>
${drawing.notes.length === 0 ? NOTHING : list(drawing.notes, '')}${matrix(all, why)}${coarse === undefined ? reasons(why, all) : NOTHING}<h3>Each namespace</h3>
${details.length < namespaces.length ? notDrawn(details.length, namespaces.length) : NOTHING}${details.map((detail, i) => {
  const own = detailDrawing(detail, all);
  return html`<details><summary>${detail.namespace}</summary>
<div class="drawn" role="region" tabindex="0" aria-label="Picture of ${detail.namespace}">${
  svg(own, { id: `picture-${i}`, layouts, attributesOf: (cells) => why.attributesOf(detail.namespace, cells) })}</div>
${own.notes.length === 0 ? NOTHING : list(own.notes, '')}${why.of(detail.namespace, detail.cells)}</details>
`;
})}`;
}

function reasons(why: Explanations, { cells }: ZoneMatrix): Markup {
  return html`<h3>Why, between zones</h3>
<p>For each connection, and for pairs of namespaces, or of one and what is outside, of which all is denied: the rules and policies that decide it,
and an example with what would change it. For any two ends: <code>netfence explain FROM TO PATH</code>.</p>
${why.left === 0 ? NOTHING : cutOff(why.left, 'explanations, of the least important connections', '--json FILE')}${why.of(undefined, cells)}`;
}

const SEEN = 'What was never seen was not in the record that was given.';

function notDrawn(drawn: number, all: number): Markup {
  return html`<p>${plural(drawn, 'namespace')} of ${all} ${drawn === 1 ? 'is' : 'are'} drawn: those with too many groups of workloads, and
those beyond the most that a report draws, are left out. <code>netfence list</code> lists them.</p>
`;
}

/** The same as a table; where there are many zones, those that reach and are reached alike are one row. */
function matrix({ namespaces, others, cells, isRecorded, onePod = [], recordedOnly = [] }: ZoneMatrix, why: Explanations): Markup {
  const textOf = (cell: ZoneCell) => cellText(cell, isRecorded);
  const linked = (source: string, destination: string, text: string) => {
    const anchor = why.anchor(undefined, source, destination);
    return anchor === undefined ? text : html`<a class="why" href="#${anchor}">${text}</a>`;
  };
  const all = new Set([...namespaces, ...others, ...cells.flatMap(({ source, destination }) => [source, destination])]);
  const isFew = all.size <= MAX_APART;
  const isApart = (zone: string) => others.includes(zone);
  const folded = isFew ? joined([...all].map((zone) => [zone]), cells) : foldAlike([...all], cells, { textOf, isApart, onePod });
  const { folds, cells: between } = folded;
  if (folds.length > MAX_COLUMNS) {
    const rows = cells.slice(0, MAX_ROWS).map((cell) => [cell.source, cell.destination, linked(cell.source, cell.destination, textOf(cell))]);
    const more = cells.length > MAX_ROWS
      ? html`<p>${plural(cells.length - MAX_ROWS, 'more connection')}: <code>--json FILE</code> has all of them.</p>\n`
      : NOTHING;
    return html`${table('Matrix of zones', ['from', 'to', 'traffic'], rows)}${more}`;
  }
  const known = new Map<string, readonly [ZoneCell, string]>([
    ...between.map((cell) => [JSON.stringify([cell.source, cell.destination]), [cell.parts[0], textOf(cell)]] as const),
    ...folds.flatMap(({ zones: [first], inside }) => (
      inside === undefined ? [] : [[JSON.stringify([first, first]), [inside.parts[0], textOf(inside)]] as const])),
  ]);
  // a record tells nothing of what is denied, and policies nothing of what is between two zones outside
  const isJudged = (source: string, destination: string) => (
    ![source, destination].some((zone) => recordedOnly.includes(zone)) && !(others.includes(source) && others.includes(destination)));
  const cellOf = ({ zones: [source, ...alike] }: Fold, { zones: [destination] }: Fold) => {
    const found = known.get(JSON.stringify([source, destination]));
    if (found !== undefined) return linked(found[0].source, found[0].destination, found[1]);
    const isNoPair = source === destination && alike.length === 0 && onePod.includes(source);
    return isNoPair || !isJudged(source, destination) ? '\u2013' : linked(source, destination, 'denied');
  };
  const names = folds.map(({ zones: some }) => some.join(', '));
  const rows = folds.map((from, i) => [names[i], ...folds.map((to) => cellOf(from, to))]);
  return table('Matrix of zones: rows are sources, columns are destinations', ['from \\ to', ...names], rows, 'matrix');
}
