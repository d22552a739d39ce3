import type { Drawing } from './drawing';

/** A place in the picture. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** The size of a box. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/** Where everything is: nodes by their centres, lines by their bends and the centre of their text. */
export interface Layout extends Size {
  readonly nodes: readonly Point[];
  readonly lines: readonly { readonly points: readonly Point[]; readonly text: Point }[];
}

/** As far as it is used here; the package is a module, whose types a package in the older form cannot import. */
interface Graph {
  setGraph(settings: object): void;
  setNode(name: string, size: object): void;
  setEdge(from: string, to: string, text: object, name: string): void;
  node(name: string): Point;
  edge(from: string, to: string, name: string): Point & { readonly points: readonly Point[] };
  graph(): Size;
}
interface Dagre {
  readonly Graph: new (options: object) => Graph;
  layout(graph: Graph): void;
}

/** About a page: what is wider or higher has to be scrolled, or is small in print. */
const PAGE: Size = { width: 1000, height: 1300 };

/** With so many lines a picture hardly fits a page from left to right, so the other way is tried first. */
const MANY_LINES = 20;
/** What is between two layers at least. */
const GAP = 24;

/** Lays drawings out; of those that differ only in their words, one is worked out. */
export class Layouts {
  private readonly known = new Map<string, Layout>();

  public of(drawing: Drawing, nodeSizes: readonly Size[], textSizes: readonly Size[]): Layout {
    const key = JSON.stringify([drawing.lines.map(({ from, to }) => [from, to]), nodeSizes, textSizes]);
    const known = this.known.get(key) ?? layout(drawing, nodeSizes, textSizes);
    this.known.set(key, known);
    return known;
  }
}

/** Lays a drawing out in layers, from left to right or from top to bottom, as it fits a page better. The same drawing has the same layout. */
function layout(drawing: Drawing, nodeSizes: readonly Size[], textSizes: readonly Size[]): Layout {
  const down = () => layered(drawing, nodeSizes, textSizes, 'TB');
  const high = drawing.lines.length >= MANY_LINES ? down() : undefined;
  if (high !== undefined && Math.max(1, pagesOf(high)) < widthAcross(high, drawing, nodeSizes, textSizes) / PAGE.width) return high;
  const wide = layered(drawing, nodeSizes, textSizes, 'LR');
  if (pagesOf(wide) <= 1) return wide;
  const other = high ?? down();
  return pagesOf(other) < pagesOf(wide) ? other : wide;
}

/** How wide the same layers are at least from left to right: each is as wide as its widest box or text. */
function widthAcross({ nodes, lines }: Layout, drawing: Drawing, nodeSizes: readonly Size[], textSizes: readonly Size[]): number {
  const layers = new Map<number, number>();
  const add = ({ y }: Point, { width }: Size) => layers.set(y, Math.max(width, layers.get(y) ?? 0));
  nodes.forEach((place, i) => add(place, nodeSizes[i]));
  // the text of a line to its own box stands beside the layer
  lines.forEach(({ text }, i) => drawing.lines[i].from !== drawing.lines[i].to && add(text, textSizes[i]));
  return [...layers.values()].reduce((sum, width) => sum + width + GAP, -GAP);
}

function pagesOf({ width, height }: Size): number {
  return Math.max(width / PAGE.width, height / PAGE.height);
}

function layered({ nodes, lines }: Drawing, nodeSizes: readonly Size[], textSizes: readonly Size[], rankdir: 'LR' | 'TB'): Layout {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- see `Graph`
  const dagre = require('@dagrejs/dagre') as Dagre;
  const graph = new dagre.Graph({ multigraph: true });
  graph.setGraph({ rankdir, nodesep: 24, edgesep: 12, ranksep: 48, marginx: 8, marginy: 8 });
  nodes.forEach((_, i) => graph.setNode(String(i), { ...nodeSizes[i] }));
  lines.forEach(({ from, to }, i) => graph.setEdge(String(from), String(to), { ...textSizes[i], labelpos: 'c' }, String(i)));
  dagre.layout(graph);
  const { width, height } = graph.graph();
  return {
    ...size({ width, height }),
    nodes: nodes.map((_, i) => rounded(graph.node(String(i)))),
    lines: lines.map(({ from, to }, i) => {
      const { points, x, y } = graph.edge(String(from), String(to), String(i));
      return { points: points.map(rounded), text: rounded({ x, y }) };
    }),
  };
}

function rounded({ x, y }: Point): Point {
  return { x: Math.round(x), y: Math.round(y) };
}

/** An empty drawing has no size. */
function size({ width, height }: Size): Size {
  return { width: Number.isFinite(width) ? Math.ceil(width) : 0, height: Number.isFinite(height) ? Math.ceil(height) : 0 };
}
