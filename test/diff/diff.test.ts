import { buildCluster, external, judgePair } from '../oracle';
import { failureOf, noCounts } from './compare';
import { generateCase } from './generate';
import type { CreateEngine, Packet, Verdict } from './question';
import { shrinkCase } from './shrink';

/** An engine that is the oracle, but for what `spoil` makes of its answers. */
function oracleBut(spoil: (packet: Packet, verdict: Verdict) => Verdict): CreateEngine {
  return (objects, family) => {
    const cluster = buildCluster(objects);
    return {
      judge: (source, target) => {
        const [from, to] = [source, target].map((ask) => ('ip' in ask ? external(ask.ip) : cluster.find(ask.namespace, ask.name)));
        const judge = judgePair(cluster, from, to, family);
        return (packet) => spoil(packet, judge(packet));
      },
    };
  };
}

const CASES = Array.from({ length: 60 }, (_, i) => generateCase(1, i));

it('makes the same case of the same number, and another of another', () => {
  expect(generateCase(1, 7)).toEqual(CASES[7]);
  expect(new Set(CASES.map((item) => JSON.stringify(item))).size).toBe(CASES.length);
  expect(generateCase(2, 7)).not.toEqual(CASES[7]);
});

it('finds no fault in the oracle itself', () => {
  const counts = noCounts();
  expect(CASES.map((item) => failureOf(item, oracleBut((_, verdict) => verdict), counts)).filter(Boolean)).toEqual([]);
  expect(Math.min(...Object.values(counts))).toBeGreaterThan(1000);
});

it('asks at both sides of every boundary', () => {
  const off = oracleBut(({ protocol, port }, verdict) => (protocol === 'UDP' && port === 54 && verdict === 'denied' ? 'allowed' : verdict));
  expect(CASES.filter((item) => failureOf(item, off, noCounts()) !== undefined).length).toBeGreaterThan(5);
});

it('takes an engine that throws for a failure', () => {
  const failure = failureOf(CASES[0], () => { throw new Error('no'); }, noCounts());
  expect(failure).toMatch(/^fell over: Error: no/);
});

it('shrinks to what matters', () => {
  const blind = oracleBut((_, verdict) => (verdict === 'denied' ? 'unknown' : verdict));
  const fails = (item: typeof CASES[0]) => /oracle says denied/.test(failureOf(item, blind, noCounts()) ?? '');
  const small = shrinkCase(CASES.find(fails)!, fails);
  expect(fails(small)).toBe(true);
  // One policy that denies, and the two ends.
  expect(small.objects.length + small.externals.length).toBeLessThanOrEqual(3);
  expect(small.objects.filter((object) => /Policy$/.test(object.kind))).toHaveLength(1);
});
