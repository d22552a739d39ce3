import { explanationsOf } from '../../../src/analysis/questions/report/explanations';
import { namespacePairs } from '../../../src/analysis/questions/report/namespace-pairs';
import { zonesOf } from '../../../src/analysis/questions/report/zones';
import type { Explanation } from '../../../src/results/explanation';
import { TrafficSet } from '../../../src/sets';
import { cases } from '../../testing/cases';
import { generatedSession } from '../generated';

const CASES = cases(100);

/** What the parts of an explanation with a verdict are about. */
function saidOf({ cases: all }: Explanation, verdict: string): TrafficSet {
  return TrafficSet.unionOf(all.flatMap(({ parts }) => parts.filter((part) => part.verdict === verdict).map(({ traffic }) => traffic._set)));
}

it(`explains of each line what the line says (${CASES} generated clusters)`, () => {
  let found = 0;
  for (let i = 0; i < CASES; i++) {
    const session = generatedSession(i);
    const zones = zonesOf(session);
    const explanations = explanationsOf(session, zones, namespacePairs(session).pairs);
    const groups = [undefined, ...zones.details].map((detail) => [detail?.namespace, detail?.cells ?? zones.cells] as const);
    for (const [namespace, cells] of groups) {
      for (const { source, destination, allowed, unknown, examples = [] } of cells) {
        const explained = explanations.find((one) => one.namespace === namespace && one.source === source && one.destination === destination)!;
        expect([i, source, destination, explained.examples.length > 0]).toEqual([i, source, destination, true]);
        for (const { shows, traffic, ...ends } of examples) {
          const one = explained.examples.find((other) => other.source === ends.source && other.destination === ends.destination);
          if (one === undefined || one.cases.length === 0) continue;
          const missing = traffic._set.subtract(saidOf(one, shows));
          expect([i, ends, shows, missing.toString()]).toEqual([i, ends, shows, 'No Connections']);
          expect(saidOf(one, 'denied').isEmpty()).toBe(true);
          expect(traffic._set.isSubsetOf((shows === 'allowed' ? allowed : unknown)._set)).toBe(true);
          found += 1;
        }
      }
    }
    // what is not in the matrix is denied, and its example says so
    for (const { source, destination, examples } of explanations.filter(({ namespace }) => namespace === undefined)) {
      if (zones.cells.some((cell) => cell.source === source && cell.destination === destination)) continue;
      for (const one of examples) expect([i, source, destination, saidOf(one, 'denied').isAll()]).toEqual([i, source, destination, true]);
    }
  }
  expect(found).toBeGreaterThan(CASES);
});
