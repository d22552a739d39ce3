import { readObjects } from '../../../src/analysis/session/read';
import type { Engine } from '../../../src/engine';
import { hasBit, Adjacency } from '../../../src/engine/ask/adjacency';
import { podsOf, breadthFirst } from '../../../src/engine/ask/breadth-first';
import { reachCounts } from '../../../src/engine/ask/reach-counts';
import { generateCase } from '../../diff/generate';
import { cases } from '../../testing/cases';

const CASES = cases(120);

function engineOf(index: number): Engine {
  return readObjects(generateCase(51, index).objects).engine();
}

/** Edges one by one, the slow way. */
function edges(engine: Engine, certainty: 'definite' | 'possible'): boolean[][] {
  const { classes } = engine;
  return Array.from({ length: classes.count }, (_, s) => Array.from({ length: classes.count }, (__, d) => {
    const { allowed, unknown } = engine.reach(s, d);
    return !allowed.isEmpty() || (certainty === 'possible' && !unknown.isEmpty());
  }));
}

/** Pods that can be reached, by trying all edges again and again. */
function pods(open: boolean[][], start: number, weight: ArrayLike<number>, most = Infinity): number {
  const reached = new Set<number>();
  let frontier = new Set([start]);
  for (let distance = 0; distance < most && frontier.size > 0; distance++) {
    const next = new Set<number>();
    for (const s of frontier) open[s].forEach((is, d) => { if (is && !reached.has(d) && (d !== start || weight[d] > 1)) next.add(d); });
    next.forEach((d) => reached.add(d));
    frontier = next;
  }
  return [...reached].reduce((sum, d) => sum + weight[d] - (d === start ? 1 : 0), 0);
}

describe.each(['definite', 'possible'] as const)('edges that are open %s', (certainty) => {
  it('are those that single answers give, in both directions', () => {
    for (let i = 0; i < CASES; i++) {
      const engine = engineOf(i);
      const open = edges(engine, certainty);
      const [forward, backward] = [new Adjacency(engine, 'egress', certainty), new Adjacency(engine, 'ingress', certainty)];
      for (const [s, line] of open.entries()) {
        expect(line.map((_, d) => hasBit(forward.row(s), d))).toEqual(line);
        expect(line.map((_, d) => hasBit(backward.row(d), s))).toEqual(line);
      }
    }
  });

  it('lead as far as trying them all', () => {
    let different = 0;
    for (let i = 0; i < CASES; i++) {
      const engine = engineOf(i);
      const { podCount: weight, count } = engine.classes;
      const open = edges(engine, certainty);
      const [forward, backward] = [new Adjacency(engine, 'egress', certainty), new Adjacency(engine, 'ingress', certainty)];
      const radii = reachCounts(forward, backward, weight);
      for (let c = 0; c < count; c++) {
        const [one, any] = [pods(open, c, weight, 1), pods(open, c, weight)];
        expect([radii.direct[c], radii.total[c]]).toEqual([one, any]);
        expect(podsOf(breadthFirst(forward, [c], 1, weight), [c], weight)).toBe(one);
        expect(podsOf(breadthFirst(forward, [c], 1000, weight), [c], weight)).toBe(any);
        if (one !== any) different++;
      }
    }
    expect(different).toBeGreaterThan(20);
  });
});
