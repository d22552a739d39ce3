import { Adjacency, countPairs, Engine } from '../../../src/engine';
import type { End } from '../../../src/engine';
import { parseAddress, TrafficSet } from '../../../src/sets';
import { build, engineOf } from '../cases';
import { admin, networkPolicy, node, pod } from '../manifests';

const v4 = parseAddress('192.0.2.1')!;
const v6 = parseAddress('2001:db8::1')!;

function verdict(engine: Engine, source: End, destination: End): string {
  const { allowed, unknown } = engine.reach(source, destination);
  return allowed.contains('TCP', 80) ? 'allowed' : unknown.contains('TCP', 80) ? 'unknown' : 'denied';
}

const four = pod('a/four', {}, { ip: '10.0.0.4' });
const six = pod('a/six', {}, { ip: 'fd00::6' });
const both = pod('a/both', {}, { ip: ['10.0.0.5', 'fd00::5'] });
const none = pod('a/none');

test('ends without a common family exchange nothing, whatever is not known of policies', () => {
  const unread = { apiVersion: 'cilium.io/v2', kind: 'CiliumNetworkPolicy', metadata: { name: 'p', namespace: 'a' } };
  const { engine, pods: [a, b, c, d] } = build([four, six, both, none, unread, node('n', {}, '192.0.2.1')]);
  const between = (source: End) => [a, b, c, d, v4, v6].map((destination) => (typeof source === 'number' || typeof destination === 'number' ? verdict(engine, source, destination) : '-'));
  expect(between(a)).toEqual(['unknown', 'denied', 'unknown', 'unknown', 'unknown', 'denied']);
  expect(between(b)).toEqual(['denied', 'unknown', 'unknown', 'unknown', 'denied', 'unknown']);
  expect(between(c)).toEqual(Array(6).fill('unknown'));
  expect(between(d)).toEqual(Array(6).fill('unknown'));
  expect(between(v4)).toEqual(['unknown', 'denied', 'unknown', 'unknown', '-', '-']);
  expect(engine.decisions('egress', a, b, 'TCP', 80)).toEqual([]);
  expect(engine.sharesFamily(a, b)).toBe(false);
  // the pod that has the address may have one of the other family, too
  expect(engine.reachHolder(a, v6, 'pod')).toEqual({ allowed: TrafficSet.NONE, unknown: TrafficSet.ALL });
});

test('only the addresses of the common family count', () => {
  const out = (...cidrs: string[]) => networkPolicy('a/out', { podSelector: {}, policyTypes: ['Egress'], egress: [{ to: cidrs.map((cidr) => ({ ipBlock: { cidr } })) }] });
  const judged = (cidr: string) => {
    const { engine, pods: [a, b, c, d] } = build([four, six, both, none, out(cidr)]);
    return [[a, c], [b, c], [a, d], [b, d], [c, c], [c, d]].map(([source, destination]) => verdict(engine, source, destination));
  };
  expect(judged('10.0.0.0/8')).toEqual(['unknown', 'denied', 'unknown', 'denied', 'unknown', 'unknown']);
  expect(judged('fd00::/8')).toEqual(['denied', 'unknown', 'denied', 'unknown', 'unknown', 'unknown']);
  const deny = admin('p', 1, { egress: [{ action: 'Deny', to: [{ networks: ['10.0.0.0/8'] }] }] });
  const { engine, pods: [a, b, c] } = build([four, six, both, deny]);
  expect([verdict(engine, a, c), verdict(engine, b, c), verdict(engine, c, c)]).toEqual(['denied', 'allowed', 'unknown']);
});

test('with packets of one family, pods of the other one exchange nothing', () => {
  const { engine, pods: [a, b, c] } = build([four, six, both], { family: 4 });
  expect([[a, c], [b, c], [b, b], [c, c]].map(([source, destination]) => verdict(engine, source, destination))).toEqual(['allowed', 'denied', 'denied', 'allowed']);
});

test('rows, entries, counts and graphs agree about the families', () => {
  let apart = 0;
  for (let index = 0; index < 60; index++) {
    const { engine } = engineOf(77, index);
    const graph = new Adjacency(engine, 'egress', 'possible');
    const { count, podCount } = engine.classes;
    let denied = 0;
    for (let a = 0; a < count; a++) {
      const bits = graph.row(a);
      for (let b = 0; b < count; b++) {
        const { allowed, unknown } = engine.reach(a, b);
        const isOpen = !allowed.isEmpty() || !unknown.isEmpty();
        if (!isOpen) denied += podCount[a] * (a === b ? podCount[a] - 1 : podCount[b]);
        expect((bits[b >> 5] & (1 << (b & 31))) !== 0).toBe(isOpen);
        if (engine.sharesFamily(a, b)) continue;
        apart++;
        expect(isOpen).toBe(false);
      }
    }
    expect(countPairs(engine).denied).toBe(denied);
  }
  expect(apart).toBeGreaterThan(50);
});
