import type { Report, ZoneMatrix } from '../../results/report';
import { plural } from '../../text/plural';
import { cellText } from '../picture/cell-lines';
import { foldAlike, joined } from '../picture/fold';
import { svg } from '../picture/svg';
import { detailDrawing, zoneDrawing } from '../picture/zone-drawing';
import { html, list, type Markup, NOTHING, table } from './markup';

/** With so many zones at most, each has a row of its own, alike or not. */
const MAX_APART = 12;
/** The most groups of zones that stand beside each other; with more, each connection has a row. */
const MAX_COLUMNS = 30;
/** The most connections that have a row. */
const MAX_ROWS = 5000;

/** Who reaches whom: a picture and a matrix of zones, and a picture of each namespace. */
export function zones({ zones: all }: Report): Markup {
  const { namespaces, leftOut, details } = all;
  if (leftOut !== undefined) return html`<p>This table was not made: ${leftOut}. <code>netfence list</code> lists who reaches whom.</p>\n`;
  const drawing = zoneDrawing(all, 'Zones: who reaches whom');
  return html`<p>What policies let through, for at least one pair of pods of two zones. ${plural(namespaces.length, 'namespace')}; <em>(internet)</em> and <em>(other networks)</em> are the addresses outside, public and not, whatever has them. A line or a cell that is not there: denied for every pair. ${all.isRecorded ? 'What was never seen was not in the record that was given.' : 'No record of traffic was given, so it is not known what is used.'}</p>
<div class="drawn" role="region" tabindex="0" aria-label="Picture of the zones">${svg(drawing, { id: 'zones-picture' })}</div>
${drawing.notes.length === 0 ? NOTHING : list(drawing.notes, '')}${matrix(all)}<h3>Each namespace</h3>
${details.length < namespaces.length ? html`<p>${plural(details.length, 'namespace')} of ${namespaces.length} ${details.length === 1 ? 'is' : 'are'} drawn: those with too many groups of workloads, and those beyond the most that a report draws, are left out. <code>netfence list</code> lists them.</p>\n` : NOTHING}${details.map((detail, i) => {
  const own = detailDrawing(detail, all);
  return html`<details><summary>${detail.namespace}</summary>
<div class="drawn" role="region" tabindex="0" aria-label="Picture of ${detail.namespace}">${svg(own, { id: `picture-${i}` })}</div>
${own.notes.length === 0 ? NOTHING : list(own.notes, '')}</details>
`;
})}`;
}

/** The same as a table; where there are many zones, those that reach and are reached alike are one row. */
function matrix({ namespaces, others, cells, isRecorded }: ZoneMatrix): Markup {
  const textOf = (cell: ZoneMatrix['cells'][number]) => cellText(cell, isRecorded);
  const all = new Set([...namespaces, ...others, ...cells.flatMap(({ source, destination }) => [source, destination])]);
  const isFew = all.size <= MAX_APART;
  const folded = isFew ? joined([...all].map((zone) => [zone]), cells) : foldAlike([...all], cells, textOf, (zone) => others.includes(zone));
  const { folds, cells: between } = folded;
  if (folds.length > MAX_COLUMNS) {
    const rows = cells.slice(0, MAX_ROWS).map((cell) => [cell.source, cell.destination, textOf(cell)]);
    const more = cells.length > MAX_ROWS ? html`<p>${plural(cells.length - MAX_ROWS, 'more connection')}: <code>--json FILE</code> has all of them.</p>\n` : NOTHING;
    return html`${table('Matrix of zones', ['from', 'to', 'traffic'], rows)}${more}`;
  }
  const known = new Map([
    ...between.map((cell) => [JSON.stringify([cell.source, cell.destination]), textOf(cell)] as const),
    ...folds.flatMap(({ zones: [first], inside }) => (inside === undefined ? [] : [[JSON.stringify([first, first]), textOf(inside)] as const])),
  ]);
  const names = folds.map(({ zones: some }) => some.join(', '));
  const rows = folds.map(({ zones: [source] }, i) => [names[i], ...folds.map(({ zones: [destination] }) => (
    others.includes(source) && others.includes(destination) ? '\u2013' : known.get(JSON.stringify([source, destination])) ?? ''))]);
  return table('Matrix of zones: rows are sources, columns are destinations', ['from \\ to', ...names], rows, 'matrix');
}
