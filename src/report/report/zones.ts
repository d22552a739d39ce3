import type { Report, ZoneCell } from '../../results/report';
import { html, type Markup, table } from './markup';

/** The most namespaces that stand beside each other; with more, each connection has a row. */
const MAX_COLUMNS = 12;

const OUTSIDE = '(outside the cluster)';

/** Who reaches whom: a table of namespaces and the addresses outside. */
export function zones({ zones: { namespaces, cells, leftOut } }: Report): Markup {
  if (leftOut !== undefined) return html`<p>This table was not made: ${leftOut}. <code>netfence list</code> lists who reaches whom.</p>\n`;
  const intro = html`<p>What policies let through between the pods of two namespaces, for at least one pair of pods; a namespace and itself are its pods among each other. A cell without text: denied for every pair. <em>possibly</em>: unknown for some pair.</p>
`;
  if (namespaces.length > MAX_COLUMNS) {
    const rows = cells.map((cell) => [nameOf(cell.source), nameOf(cell.destination), textOf(cell)]);
    return html`${intro}${table('Zones', ['from', 'to', 'traffic'], rows)}`;
  }
  const names = [...namespaces, ''];
  const known = new Map(cells.map((cell) => [`${cell.source}/${cell.destination}`, textOf(cell)]));
  const rows = names.map((source) => [nameOf(source), ...names.map((destination) => (source + destination === '' ? '\u2013' : known.get(`${source}/${destination}`) ?? ''))]);
  return html`${intro}${table('Zones: rows are sources, columns are destinations', ['from \\ to', ...names.map(nameOf)], rows)}`;
}

function nameOf(namespace: string): string {
  return namespace === '' ? OUTSIDE : namespace;
}

function textOf({ allowed, unknown }: ZoneCell): string {
  return [...allowed.isEmpty ? [] : [allowed.text], ...unknown.isEmpty ? [] : [`possibly ${unknown.text}`]].join(', ');
}
