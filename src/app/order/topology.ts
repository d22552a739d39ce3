import type { IConstruct } from 'constructs';
import { show } from '../../text/show';
import { Bundle, DependencyGraph, Need } from './dependency-graph';

/** Constructs in an order in which each comes after those that it depends on. */
interface Topology {
  readonly order: readonly IConstruct[];
  /** Those that cdk8s leaves out, because something depends on itself. */
  readonly lost: readonly IConstruct[];
}

/**
 * Exactly the order of cdk8s, which walks every path of the dependencies, while each construct is visited once here.
 *
 * @throws for a cycle
 */
export function topology(graph: DependencyGraph): Topology {
  if (!graph.hasNeeds) return { order: graph.vertices, lost: [] };
  const walk = new Walk(graph);
  for (const vertex of graph.vertices) if (!graph.isNeededByOthers(vertex) && !graph.needsItself(vertex)) walk.from(vertex);
  const order = [...walk.order];
  for (const vertex of graph.vertices) walk.from(vertex);
  const positions = new Map(walk.order.map((vertex, i) => [vertex, i]));
  const back = graph.firstAgainst(positions);
  if (back !== undefined) throw cycle(graph.route(back.target, back.source));
  const own = graph.vertices.find((vertex) => graph.isOwnCycle(vertex));
  if (own !== undefined) throw cycle([own, own]);
  return { order, lost: walk.order.slice(order.length) };
}

function cycle(path: readonly IConstruct[]): Error {
  return new Error(`Dependency cycle detected: ${path.map(({ node }) => show(node.path)).join(' => ')}`);
}

interface Frame {
  readonly items: readonly Need[];
  cursor: number;
  readonly vertex?: IConstruct;
}

/**
 * Visits what is needed first, depth first. There is a stack of its own, for dependencies may be deep.
 *
 * A bundle is shared by the objects that need all of it: one that comes to a bundle in progress goes on where the other one is.
 */
class Walk {
  public readonly order: IConstruct[] = [];
  private readonly started = new Set<IConstruct>();
  private readonly stack: Frame[] = [];

  constructor(private readonly graph: DependencyGraph) {}

  public from(root: IConstruct): void {
    this.enter(root);
    for (let top = this.stack.at(-1); top !== undefined; top = this.stack.at(-1)) {
      if (top.cursor < top.items.length) this.enter(top.items[top.cursor++]);
      else {
        this.stack.pop();
        if (top.vertex !== undefined) this.order.push(top.vertex);
      }
    }
  }

  private enter(item: Need): void {
    if (item instanceof Bundle) {
      // the item before the cursor may be in progress itself
      if (item.cursor > 0) item.cursor--;
      this.stack.push(item);
      return;
    }
    if (this.started.has(item)) return;
    this.started.add(item);
    this.stack.push({ items: this.graph.needsOf(item), cursor: 0, vertex: item });
  }
}
