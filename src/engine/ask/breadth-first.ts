import { Bits, Adjacency, setBit } from './adjacency';

/** How far somebody comes from some classes. */
export interface BreadthFirst {
  /** Hop at which a class is first reached; 0 where it is not. A class of the start is reached where another pod of it is. */
  readonly hop: Int32Array;
  /** The class from which it is first reached; -1 where it is not. */
  readonly from: Int32Array;
  /** In the order in which they are reached. */
  readonly order: readonly number[];
}

/** An edge that is taken away. */
export interface CutEdge {
  readonly from: number;
  readonly to: number;
}

/** Goes from class to class, the nearest first; the start is a pod of each of some classes. */
export function breadthFirst(hops: Adjacency, starts: readonly number[], most: number, weight: ArrayLike<number>, closed?: CutEdge): BreadthFirst {
  const hop = new Int32Array(weight.length);
  const from = new Int32Array(weight.length).fill(-1);
  const seen = new Uint32Array(hops.words);
  // a single pod does not reach itself, another pod of its class may be reached
  for (const c of starts) if (weight[c] <= 1) setBit(seen, c);
  const order: number[] = [];
  let frontier: readonly number[] = starts;
  for (let level = 1; level <= most && frontier.length > 0; level++) {
    const next: number[] = [];
    for (const c of frontier) {
      const line = closed?.from === c ? without(hops.row(c), closed.to) : hops.row(c);
      for (let w = 0; w < line.length; w++) {
        let fresh = line[w] & ~seen[w];
        seen[w] |= fresh;
        for (; fresh !== 0; fresh &= fresh - 1) {
          const d = (w << 5) + 31 - Math.clz32(fresh & -fresh);
          hop[d] = level;
          from[d] = c;
          next.push(d);
        }
      }
    }
    order.push(...next);
    frontier = next;
  }
  return { hop, from, order };
}

/** How many pods are reached: of a class of the start, those that are not the one that is lost already. */
export function podsOf({ order }: Pick<BreadthFirst, 'order'>, starts: readonly number[], weight: ArrayLike<number>): number {
  const own = new Set(starts);
  return order.reduce((sum, c) => sum + weight[c] - (own.has(c) ? 1 : 0), 0);
}

function without(line: Bits, c: number): Bits {
  const copy = line.slice();
  copy[c >> 5] &= ~(1 << (c & 31));
  return copy;
}
