import { Engine, Adjacency, podsOf, BreadthFirst, breadthFirst } from '../../../engine';
import type { ClosingEdge } from '../../../results/blast';
import { Traffic } from '../../../results/traffic';

const SHOWN = 5;
/** More walks than this are not made; the bound below nearly always ends the search earlier. */
const MOST_WALKS = 60;

/**
 * The edges whose closing shrinks a radius most. Only an edge by which some class is first reached can matter, and it saves at most what
 * lies behind it, so that the search ends where that is less than what was found already.
 */
export function closingsOf(
  engine: Engine, hops: Adjacency, starts: readonly number[], sure: BreadthFirst, most: number, names: (c: number) => readonly string[],
): ClosingEdge[] {
  const { podCount: weight } = engine.classes;
  const pods = podsOf(sure, starts, weight);
  const behind = weightsBehind(sure, weight);
  const candidates = [...sure.order].sort((a, b) => behind[b] - behind[a] || a - b);
  const found: { from: number; to: number; saved: number }[] = [];
  for (const [walks, to] of candidates.entries()) {
    if (walks >= MOST_WALKS || (found.length >= SHOWN && behind[to] <= found[SHOWN - 1].saved)) break;
    const from = sure.from[to];
    const saved = pods - podsOf(breadthFirst(hops, starts, most, weight, { from, to }), starts, weight);
    if (saved > 0) found.push({ from, to, saved });
    found.sort((a, b) => b.saved - a.saved);
  }
  return found.slice(0, SHOWN).map(({ from, to, saved }) => ({
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
