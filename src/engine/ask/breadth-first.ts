import { Bits, Adjacency, setBit } from './adjacency';

/** The distances of all classes from a set of classes, in connections. */
export interface BreadthFirst {
  /** Class → how many connections away it is, at least 1; 0 where it is not reached. A class of the start is reached where another of its pods is. */
  readonly distance: Int32Array;
  /** Class → the class from which it is first reached; -1 where it is not reached. */
  readonly from: Int32Array;
  /** The classes that are reached, in that order: by ascending distance. */
  readonly order: readonly number[];
}

/** An edge that is removed from the graph, in this direction only. */
interface CutEdge {
  readonly from: number;
  readonly to: number;
}

/**
 * Breadth-first search from one pod of each of some classes, up to `maxDistance` connections. `podCount`: class → how many pods it has, at
 * least 1.
 */
export function breadthFirst(
  adjacency: Adjacency, starts: readonly number[], maxDistance: number, podCount: ArrayLike<number>, cut?: CutEdge,
): BreadthFirst {
  const distance = new Int32Array(podCount.length);
  const from = new Int32Array(podCount.length).fill(-1);
  const seen = new Uint32Array(adjacency.words);
  // a single pod does not reach itself, another pod of its class may be reached
  for (const c of starts) if (podCount[c] <= 1) setBit(seen, c);
  const order: number[] = [];
  let frontier: readonly number[] = starts;
  for (let level = 1; level <= maxDistance && frontier.length > 0; level++) {
    const next: number[] = [];
    for (const c of frontier) {
      const row = cut?.from === c ? without(adjacency.row(c), cut.to) : adjacency.row(c);
      for (let w = 0; w < row.length; w++) {
        let fresh = row[w] & ~seen[w];
        seen[w] |= fresh;
        for (; fresh !== 0; fresh &= fresh - 1) {
          const d = (w << 5) + 31 - Math.clz32(fresh & -fresh);
          distance[d] = level;
          from[d] = c;
          next.push(d);
        }
      }
    }
    order.push(...next);
    frontier = next;
  }
  return { distance, from, order };
}

/** How many pods are reached: of a class of the start, all but the pod from which the search started. */
export function podsOf({ order }: Pick<BreadthFirst, 'order'>, starts: readonly number[], podCount: ArrayLike<number>): number {
  const started = new Set(starts);
  return order.reduce((sum, c) => sum + podCount[c] - (started.has(c) ? 1 : 0), 0);
}

function without(row: Bits, c: number): Bits {
  const copy = row.slice();
  copy[c >> 5] &= ~(1 << (c & 31));
  return copy;
}
