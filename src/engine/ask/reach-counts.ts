import { Bits, eachBit, hasBit, Adjacency, setBit } from './adjacency';

/** Class → how many pods one of its pods can reach. */
interface ReachCounts {
  /** Over one connection. */
  readonly direct: Float64Array;
  /** Over any number of connections, one after the other. */
  readonly total: Float64Array;
}

/**
 * The reach counts of all classes at once, by strongly connected components: the classes of one share their count, and a component is made
 * of those that it leads to. `backward`: the same edges, reversed. `podCount`: class → how many pods it has, at least 1.
 */
export function reachCounts(forward: Adjacency, backward: Adjacency, podCount: ArrayLike<number>): ReachCounts {
  const count = podCount.length;
  const { component, members } = components(forward, backward, count);
  const reached: Bits[] = [];
  const direct = new Float64Array(count);
  const total = new Float64Array(count);
  for (let x = members.length - 1; x >= 0; x--) {
    const bits = new Uint32Array(forward.words);
    for (const c of members[x]) {
      const row = forward.row(c);
      for (let w = 0; w < bits.length; w++) bits[w] |= row[w];
      direct[c] = podCountOf(row, podCount) - (hasBit(row, c) ? 1 : 0);
    }
    const covered = new Uint32Array(forward.words);
    for (const c of members[x]) setBit(covered, c);
    const beyond: number[] = [];
    eachBit(bits, (d) => {
      if (component[d] !== x) beyond.push(component[d]);
    });
    // the components that reach most come first, so that few are added
    for (const y of [...new Set(beyond)].sort((a, b) => a - b)) {
      if (hasBit(covered, members[y][0])) continue;
      for (const d of members[y]) setBit(covered, d);
      for (let w = 0; w < bits.length; w++) covered[w] |= reached[y][w];
    }
    for (let w = 0; w < bits.length; w++) bits[w] |= covered[w];
    if (members[x].length === 1 && !hasBit(forward.row(members[x][0]), members[x][0])) bits[members[x][0] >> 5] &= ~(1 << (members[x][0] & 31));
    reached[x] = bits;
    const sum = podCountOf(bits, podCount);
    for (const c of members[x]) total[c] = sum - (hasBit(bits, c) ? 1 : 0);
  }
  return { direct, total };
}

function podCountOf(bits: Bits, podCount: ArrayLike<number>): number {
  let sum = 0;
  eachBit(bits, (c) => (sum += podCount[c]));
  return sum;
}

/**
 * The strongly connected components (Kosaraju's algorithm, on bits).
 * INVARIANT: their order is topological: edges lead only to later components; test/engine/ask/adjacency-many.test.ts.
 */
function components(forward: Adjacency, backward: Adjacency, count: number): { component: Int32Array; members: number[][] } {
  const finished = finishingOrder(forward, count);
  const unseen = all(count, forward.words);
  const component = new Int32Array(count);
  const members: number[][] = [];
  for (let i = finished.length - 1; i >= 0; i--) {
    if (!hasBit(unseen, finished[i])) continue;
    const found = [finished[i]];
    unseen[finished[i] >> 5] &= ~(1 << (finished[i] & 31));
    for (let j = 0; j < found.length; j++) {
      component[found[j]] = members.length;
      const row = backward.build(found[j]);
      for (let w = 0; w < row.length; w++) {
        let fresh = row[w] & unseen[w];
        unseen[w] &= ~fresh;
        for (; fresh !== 0; fresh &= fresh - 1) found.push((w << 5) + 31 - Math.clz32(fresh & -fresh));
      }
    }
    members.push(found);
  }
  return { component, members };
}

/** The order in which a depth-first search leaves the classes; a word of a row is never read twice, since the unseen only become fewer. */
function finishingOrder(forward: Adjacency, count: number): number[] {
  const unseen = all(count, forward.words);
  const finished: number[] = [];
  for (let root = 0; root < count; root++) {
    if (!hasBit(unseen, root)) continue;
    const stack = [root];
    const word = [0];
    unseen[root >> 5] &= ~(1 << (root & 31));
    while (stack.length > 0) {
      const top = stack.length - 1;
      const row = forward.row(stack[top]);
      let w = word[top];
      while (w < row.length && (row[w] & unseen[w]) === 0) w++;
      word[top] = w;
      if (w === row.length) {
        finished.push(stack.pop()!);
        word.pop();
        continue;
      }
      const fresh = row[w] & unseen[w];
      const bit = fresh & -fresh;
      unseen[w] &= ~bit;
      stack.push((w << 5) + 31 - Math.clz32(bit));
      word.push(0);
    }
  }
  return finished;
}

function all(count: number, words: number): Bits {
  const bits = new Uint32Array(words);
  for (let c = 0; c < count; c++) setBit(bits, c);
  return bits;
}
