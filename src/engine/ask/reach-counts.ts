import { Bits, eachBit, hasBit, Adjacency, setBit } from './adjacency';

/** How many pods can be reached from a pod of each class in any number of hops, and in one. */
export interface ReachCounts {
  readonly direct: Float64Array;
  readonly total: Float64Array;
}

/** The radii of all classes at once: classes that reach each other share one, and later ones are made of earlier ones. */
export function reachCounts(forward: Adjacency, backward: Adjacency, weight: ArrayLike<number>): ReachCounts {
  const count = weight.length;
  const { component, members } = components(forward, backward, count);
  const reached: Bits[] = [];
  const direct = new Float64Array(count);
  const total = new Float64Array(count);
  for (let x = members.length - 1; x >= 0; x--) {
    const bits = new Uint32Array(forward.words);
    for (const c of members[x]) {
      const line = forward.row(c);
      for (let w = 0; w < bits.length; w++) bits[w] |= line[w];
      direct[c] = weightOf(line, weight) - (hasBit(line, c) ? 1 : 0);
    }
    const covered = new Uint32Array(forward.words);
    for (const c of members[x]) setBit(covered, c);
    const beyond: number[] = [];
    eachBit(bits, (d) => {
      if (component[d] !== x) beyond.push(component[d]);
    });
    // the components that reach most come first, so that few are taken in
    for (const y of [...new Set(beyond)].sort((a, b) => a - b)) {
      if (hasBit(covered, members[y][0])) continue;
      for (const d of members[y]) setBit(covered, d);
      for (let w = 0; w < bits.length; w++) covered[w] |= reached[y][w];
    }
    for (let w = 0; w < bits.length; w++) bits[w] |= covered[w];
    if (members[x].length === 1 && !hasBit(forward.row(members[x][0]), members[x][0])) bits[members[x][0] >> 5] &= ~(1 << (members[x][0] & 31));
    reached[x] = bits;
    const sum = weightOf(bits, weight);
    for (const c of members[x]) total[c] = sum - (hasBit(bits, c) ? 1 : 0);
  }
  return { direct, total };
}

function weightOf(bits: Bits, weight: ArrayLike<number>): number {
  let sum = 0;
  eachBit(bits, (c) => (sum += weight[c]));
  return sum;
}

/** Classes that reach each other, as components in an order in which edges lead only to later ones (Kosaraju's way, on bits). */
function components(forward: Adjacency, backward: Adjacency, count: number): { component: Int32Array; members: number[][] } {
  const finished = finishingOrder(forward, count);
  const unseen = all(count, forward.words);
  const component = new Int32Array(count);
  const members: number[][] = [];
  for (let i = finished.length - 1; i >= 0; i--) {
    if (!hasBit(unseen, finished[i])) continue;
    const own = [finished[i]];
    unseen[finished[i] >> 5] &= ~(1 << (finished[i] & 31));
    for (let j = 0; j < own.length; j++) {
      component[own[j]] = members.length;
      const line = backward.build(own[j]);
      for (let w = 0; w < line.length; w++) {
        let fresh = line[w] & unseen[w];
        unseen[w] &= ~fresh;
        for (; fresh !== 0; fresh &= fresh - 1) own.push((w << 5) + 31 - Math.clz32(fresh & -fresh));
      }
    }
    members.push(own);
  }
  return { component, members };
}

/** Depth first; what has been looked at is never looked at again, for the unseen only become fewer. */
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
      const line = forward.row(stack[top]);
      let w = word[top];
      while (w < line.length && (line[w] & unseen[w]) === 0) w++;
      word[top] = w;
      if (w === line.length) {
        finished.push(stack.pop()!);
        word.pop();
        continue;
      }
      const fresh = line[w] & unseen[w];
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
