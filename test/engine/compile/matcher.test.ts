import { selects } from '../../../src/engine/compile/class-list';
import { matchPod } from '../../../src/engine/compile/match-pod';
import { Matcher } from '../../../src/engine/compile/matcher';
import type { EndpointSelector, Policy } from '../../../src/model';
import { generateDump } from '../../diff/generate';
import { build } from '../cases';

function selectorsOf(policies: readonly Policy[]): EndpointSelector[] {
  const peers = policies.flatMap(({ rules }) => rules.flatMap((rule) => rule.peers ?? []));
  return [...policies.map(({ subject }) => subject), ...peers.flatMap((peer) => (peer.type === 'endpoints' ? [peer.endpoints] : []))];
}

test('every class is selected as its pods are: definitely, possibly or not, and never in two ways', () => {
  const seen = { definite: 0, possible: 0, no: 0 };
  for (let i = 0; i < 60; i++) {
    const { engine: { classes }, cluster, policies } = build(generateDump(21, i).objects);
    const matcher = new Matcher(classes, classes.namespaces.map((name) => cluster.namespaces.get(name)!), () => true);
    for (const selector of selectorsOf(policies)) {
      const { definite, possible } = matcher.select(selector);
      for (let c = 0; c < classes.count; c++) {
        const match = matchPod(selector, classes.example[c], cluster);
        seen[match]++;
        expect([selects(definite, c), selects(possible, c)]).toEqual([match === 'definite', match === 'possible']);
      }
    }
  }
  expect(Math.min(...Object.values(seen))).toBeGreaterThan(100);
});
