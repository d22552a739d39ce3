import type { ZoneCell } from '../../results/report';
import { escapeText } from '../../text/escape';
import { plural } from '../../text/plural';
import { html, type Markup, NOTHING } from '../report/markup';
import { type DrawnLine, type DrawnNode, type Drawing, LINE_STYLES, type LineState } from './drawing';
import { type Layout, Layouts, type Point, type Size } from './layout';

/** The most characters of a text in the picture; all of it is in its tooltip. */
const MAX_TEXT = 40;
const CHARACTER = 7.3;
const LINE = 16;
const LEGEND_ROW = 20;
const LEGEND_WIDTH = 300;

/** What a picture has besides its drawing. */
interface SvgSettings {
  /** Unique in its document. */
  readonly id: string;
  /** Lines above the picture, where it stands alone. @default - it is a part of a document */
  readonly head?: readonly string[];
  /** Shared by the pictures of a document. @default - the picture is laid out by itself */
  readonly layouts?: Layouts;
  /** Attributes of what stands for some cells. @default - none */
  attributesOf?(cells: readonly ZoneCell[]): Markup;
}

/** A drawing as SVG: without script, without colours of its own, each line told by its shape and by words. */
export function svg(drawing: Drawing, { id, head, layouts = new Layouts(), attributesOf = () => NOTHING }: SvgSettings): Markup {
  const { title, nodes, lines, notes } = drawing;
  const texts = lines.map(({ state, text }) => shortened(LINE_STYLES[state].sign + text));
  const nodeTexts = nodes.map(({ label, lines: more }) => [label, ...more].map(shortened));
  const sizes = nodeTexts.map((all) => ({ width: widthOf(all) + 24, height: all.length * LINE + 14 }));
  const places = layouts.of(drawing, sizes, texts.map((text) => ({ width: widthOf([text]) + 6, height: LINE })));
  const states = (Object.keys(LINE_STYLES) as LineState[]).filter((state) => lines.some((line) => line.state === state));
  const below = head === undefined ? [] : notes;
  const top = (head?.length ?? 0) * LEGEND_ROW;
  const width = Math.max(places.width, LEGEND_WIDTH, widthOf([...head ?? [], ...below]) + 16);
  const height = top + places.height + (states.length + below.length) * LEGEND_ROW + 12;
  const named = html`aria-labelledby="${id}-title ${id}-desc"`;
  const area = html`width="${width}" height="${height}" viewBox="0 0 ${width} ${height}"`;
  return html`<svg xmlns="http://www.w3.org/2000/svg" class="picture" role="img" ${named} ${area} ${FONT}>
<title id="${id}-title">${title}</title>
<desc id="${id}-desc">${plural(nodes.length, 'box')}, ${plural(lines.length, 'line')}. ${
  lines.map((line) => html`${sentence(line, nodes)} `)}${notes.map((note) => html`${note} `)}</desc>
${head === undefined ? NOTHING : html`<rect width="${width}" height="${height}" fill="#fff"/>
`}${(head ?? []).map((text, i) => html`<text x="8" y="${i * LEGEND_ROW + 15}">${text}</text>
`)}<g transform="translate(0 ${top})" text-anchor="middle">
${lines.map((line, i) => drawnLine(line, nodes, places.lines[i].points, attributesOf(line.cells ?? [])))}${
  nodes.map((node, i) => drawnNode(i, node, nodeTexts[i], places.nodes[i], sizes[i], attributesOf(node.cells ?? [])))}${
  lines.map((_, i) => lineText(texts[i], places.lines[i].text))}</g>
<g transform="translate(8 ${top + places.height + 4})">
${states.map((state, i) => legendRow(state, i * LEGEND_ROW))}${
  below.map((note, i) => html`<text y="${(states.length + i) * LEGEND_ROW + 14}">${note}</text>
`)}</g>
</svg>
`;
}

/** `shop to db: TCP 80, allowed.` */
function sentence({ from, to, state, text, isBoth = false }: DrawnLine, nodes: readonly DrawnNode[]): string {
  return `${nodes[from].label} to ${nodes[to].label}${isBoth ? ', and back' : ''}: ${text}, ${LINE_STYLES[state].word}.`;
}

function drawnLine(line: DrawnLine, nodes: readonly DrawnNode[], points: Layout['lines'][number]['points'], more: Markup): Markup {
  const { dash, width } = LINE_STYLES[line.state];
  const stroke = dash === '' ? NOTHING : html` stroke-dasharray="${dash}"`;
  const [before, end] = points.slice(-2);
  const arrows = arrowOf(before, end) + (line.isBoth === true ? arrowOf(points[1], points[0]) : '');
  const path = html`<path d="${pathOf(points)}" fill="none" stroke="currentColor" stroke-width="${width}"${stroke}/>`;
  const head = html`<g class="line ${line.state.replace(' ', '-')}" data-ends="${line.from} ${line.to}"${more}>`;
  return html`${head}<title>${sentence(line, nodes)}</title>${path}<path d="${arrows}"/></g>
`;
}

/** A smooth line through all points, so that it passes through its text; what is straight for several points is one piece. */
function pathOf(points: readonly Point[]): string {
  const at = ({ x, y }: Point) => `${Math.round(x)} ${Math.round(y)}`;
  const moved = (point: Point, from: Point, to: Point) => ({ x: point.x + (to.x - from.x) / 6, y: point.y + (to.y - from.y) / 6 });
  const pieces: string[] = [];
  let wasStraight = false;
  for (const [i, end] of points.slice(1).entries()) {
    const [start, before, after] = [points[i], points[i - 1] ?? points[i], points[i + 2] ?? end];
    const isStraight = isOnLine(before, start, end) && isOnLine(start, end, after);
    if (isStraight && wasStraight) pieces.pop();
    pieces.push(isStraight ? `L${at(end)}` : `C${at(moved(start, before, end))} ${at(moved(end, after, start))} ${at(end)}`);
    wasStraight = isStraight;
  }
  return `M${at(points[0])}${pieces.join('')}`;
}

/** Whether the way goes on in one direction. */
function isOnLine(a: Point, b: Point, c: Point): boolean {
  const [x1, y1, x2, y2] = [b.x - a.x, b.y - a.y, c.x - b.x, c.y - b.y];
  return x1 * y2 === x2 * y1 && x1 * x2 + y1 * y2 >= 0;
}

/** A triangle at the second point. */
function arrowOf(before: Point, end: Point): string {
  const length = Math.hypot(end.x - before.x, end.y - before.y) || 1;
  const [dx, dy] = [(end.x - before.x) / length, (end.y - before.y) / length];
  const corner = (side: number) => `${Math.round(end.x - 10 * dx + side * 5 * dy)} ${Math.round(end.y - 10 * dy - side * 5 * dx)}`;
  return `M${end.x} ${end.y}L${corner(1)}L${corner(-1)}Z`;
}

function drawnNode(
  i: number, { label, lines, shape }: DrawnNode, texts: readonly string[], { x, y }: Point, { width, height }: Size, more: Markup,
): Markup {
  const dash = shape === 'to come' ? html` stroke-dasharray="4 3"` : NOTHING;
  const radius = shape === 'outside' ? Math.floor(height / 2) : 4;
  const [left, top] = [Math.round(x - width / 2), Math.round(y - height / 2)];
  const inner = shape === 'marked'
    ? html`<rect x="${left + 3}" y="${top + 3}" width="${width - 6}" height="${height - 6}" rx="2" fill="none" stroke="currentColor"/>`
    : NOTHING;
  const place = html`x="${left}" y="${top}" width="${width}" height="${height}" rx="${radius}"`;
  const frame = html`<rect class="paper" ${place} fill="#fff" stroke="currentColor"${dash}/>`;
  const rows = texts.map((text, row) => (
    html`<text x="${x}" y="${top + 18 + row * LINE}"${row === 0 ? BOLD : NOTHING}>${text}</text>`));
  return html`<g class="node" data-node="${i}"${more}><title>${[label, ...lines].join('; ')}</title>${frame}${inner}${rows}</g>
`;
}

const FONT = html`color="#000" font-family="ui-monospace, monospace" font-size="12" fill="currentColor"`;
const BOLD = html` font-weight="bold"`;

function lineText(text: string, { x, y }: Point): Markup {
  const width = widthOf([text]) + 4;
  const paper = html`<rect class="paper" x="${Math.round(x - width / 2)}" y="${y - 8}" width="${width}" height="${LINE}" fill="#fff"/>`;
  return html`<g class="text">${paper}<text x="${x}" y="${y + 4}">${text}</text></g>
`;
}

function legendRow(state: LineState, y: number): Markup {
  const { dash, width, word, sign } = LINE_STYLES[state];
  const stroke = dash === '' ? NOTHING : html` stroke-dasharray="${dash}"`;
  const path = html`<path d="M0 ${y + 10}L60 ${y + 10}" fill="none" stroke="currentColor" stroke-width="${width}"${stroke}/>`;
  return html`${path}<text x="70" y="${y + 14}">${sign}${word}</text>
`;
}

/** As it is printed, shortened where it is long. */
function shortened(text: string): string {
  const shown = [...escapeText(text)];
  return shown.length <= MAX_TEXT ? shown.join('') : `${shown.slice(0, MAX_TEXT - 1).join('')}\u2026`;
}

function widthOf(texts: readonly string[]): number {
  return Math.ceil(Math.max(0, ...texts.map((text) => [...text].length)) * CHARACTER);
}
