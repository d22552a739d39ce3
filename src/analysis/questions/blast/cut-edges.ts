import { Engine, Adjacency, podsOf, BreadthFirst, breadthFirst } from '../../../engine';
import type { CutEdge } from '../../../results/blast';
import { Traffic } from '../../../results/traffic';

const MAX_EDGES = 5;
/** The most searches; the bound below nearly always ends the loop earlier. */
const MAX_SEARCHES = 60;

/**
 * The edges whose removal makes a radius smallest. Only an edge by which some class is first reached can matter, and it saves at most what
 * lies behind it, so the search ends where that is less than what was found already.
 */
export function cutEdgesOf(
  engine: Engine, adjacency: Adjacency, starts: readonly number[], definite: BreadthFirst, maxSteps: number, names: (c: number) => readonly string[],
): CutEdge[] {
  const { podCount: weight } = engine.classes;
  const pods = podsOf(definite, starts, weight);
  const behind = weightsBehind(definite, weight);
  const candidates = [...definite.order].sort((a, b) => behind[b] - behind[a] || a - b);
  const found: { from: number; to: number; saved: number }[] = [];
  for (const [walks, to] of candidates.entries()) {
    if (walks >= MAX_SEARCHES || (found.length >= MAX_EDGES && behind[to] <= found[MAX_EDGES - 1].saved)) break;
    const from = definite.from[to];
    const saved = pods - podsOf(breadthFirst(adjacency, starts, maxSteps, weight, { from, to }), starts, weight);
    if (saved > 0) found.push({ from, to, saved });
    found.sort((a, b) => b.saved - a.saved);
  }
  return found.slice(0, MAX_EDGES).map(({ from, to, saved }) => ({
    sources: [...names(from)],
    destinations: [...names(to)],
    traffic: Traffic._of(engine.reach(from, to).allowed),
    pods: saved,
  }));
}

/** By class: the pods that are first reached through it, its own counted. */
function weightsBehind({ order, from, distance }: BreadthFirst, weight: ArrayLike<number>): Float64Array {
  const behind = new Float64Array(weight.length);
  for (let i = order.length - 1; i >= 0; i--) {
    const c = order[i];
    behind[c] += weight[c];
    if (distance[c] > 1) behind[from[c]] += behind[c];
  }
  return behind;
}
