import { hasBit, Adjacency } from '../../../src/engine/ask/adjacency';
import { podsOf, breadthFirst } from '../../../src/engine/ask/breadth-first';
import { reachCounts } from '../../../src/engine/ask/reach-counts';
import { Random } from '../../diff/generate/random';
import { build } from '../cases';
import { networkPolicy, pod } from '../manifests';

const COUNT = 101;

/** More pods than one machine word has bits, each reaching a few others by a list. */
function web(seed: number): { open: boolean[][]; forward: Adjacency; backward: Adjacency; weight: Float64Array } {
  const random = new Random(seed, 0);
  const targets = Array.from({ length: COUNT }, () => random.sample(Array.from({ length: COUNT }, (_, i) => i), random.between(0, 2)));
  const pods = targets.map((_, i) => pod(`a/p${i}`, { i: `${i}` }));
  const policies = targets.map((list, i) => networkPolicy(`a/p${i}`, {
    podSelector: { matchLabels: { i: `${i}` } },
    policyTypes: ['Egress'],
    egress: list.length === 0 ? [] : [{ to: [{ podSelector: { matchExpressions: [{ key: 'i', operator: 'In', values: list.map(String) }] } }] }],
  }));
  const { engine, pods: classOf } = build([...pods, ...policies]);
  const open = Array.from({ length: COUNT }, () => new Array<boolean>(COUNT).fill(false));
  targets.forEach((list, i) => list.forEach((j) => { open[classOf[i]][classOf[j]] = true; }));
  return { open, forward: new Adjacency(engine, 'egress', 'definite'), backward: new Adjacency(engine, 'ingress', 'definite'), weight: engine.classes.podCount };
}

/** The least number of connections to each pod, by trying all edges in turn; a pod does not reach itself. */
function distances(open: readonly boolean[][], start: number, closed?: readonly [number, number]): number[] {
  const found = new Array<number>(COUNT).fill(0);
  let frontier = [start];
  for (let distance = 1; frontier.length > 0; distance++) {
    const next: number[] = [];
    for (const s of frontier) {
      for (let d = 0; d < COUNT; d++) {
        if (!open[s][d] || d === start || found[d] > 0 || (closed?.[0] === s && closed[1] === d)) continue;
        found[d] = distance;
        next.push(d);
      }
    }
    frontier = next;
  }
  return found;
}

test.each([1, 2, 3])('edges and ways among a hundred pods (%i)', (seed) => {
  const { open, forward, backward, weight } = web(seed);
  const radii = reachCounts(forward, backward, weight);
  for (let c = 0; c < COUNT; c++) {
    expect(open.map((_, d) => hasBit(forward.row(c), d))).toEqual(open[c]);
    expect(open.map((_, s) => hasBit(backward.row(c), s))).toEqual(open.map((line) => line[c]));
    const { distance, from, order } = breadthFirst(forward, [c], COUNT, weight);
    const expected = distances(open, c);
    expect([...distance]).toEqual(expected);
    // each step on the way is an edge, and comes from a class that is one connection nearer
    expect(order.every((d) => open[from[d]][d] && expected[d] === (from[d] === c ? 1 : expected[from[d]] + 1))).toBe(true);
    const reached = expected.filter((found) => found > 0).length;
    expect([radii.total[c], podsOf({ order }, [c], weight)]).toEqual([reached, reached]);
    expect(radii.direct[c]).toBe(open[c].filter((is, d) => is && d !== c).length);
  }
});

test('a closed edge is left out, and nothing else', () => {
  const { open, forward, weight } = web(4);
  for (let from = 0; from < COUNT; from++) {
    for (const to of open[from].flatMap((is, d) => (is ? [d] : []))) {
      expect([...breadthFirst(forward, [from], COUNT, weight, { from, to }).distance]).toEqual(distances(open, from, [from, to]));
      expect([...breadthFirst(forward, [from], COUNT, weight).distance]).toEqual(distances(open, from));
    }
  }
});
