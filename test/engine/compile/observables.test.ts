import { decode } from '../../../src/dialects';
import { addBoundaries } from '../../../src/engine/compile/boundaries';
import { isObservable, observablesOf } from '../../../src/engine/compile/observables';
import { Intervals } from '../../../src/sets';
import { admin, networkPolicy } from '../manifests';

const policiesOf = (...objects: object[]) => decode(objects.map((value) => ({ value }))).policies;

const PEER = networkPolicy('a/peer', {
  podSelector: { matchLabels: { app: 'x' } },
  ingress: [{ from: [{ podSelector: { matchExpressions: [{ key: 'tier', operator: 'In', values: ['a', 'b'] }] } }, { ipBlock: { cidr: '10.0.0.0/8', except: ['10.1.0.0/16'] } }], ports: [{ port: 'http' }] }],
  egress: [{ to: [{ ipBlock: { cidr: 'fd00::/8' } }, { podSelector: { matchExpressions: [{ key: 'env', operator: 'Exists' }] } }] }],
});
const NODES = admin('nodes', 1, { egress: [{ action: 'Allow', to: [{ nodes: { matchLabels: { env: 'prod' } } }] }] });

test('holds the labels, names and boundaries that policies mention', () => {
  const { labels, portNames, v4, v6, nodes } = observablesOf(policiesOf(PEER, NODES), true);
  expect([...labels].map(([key, values]) => [key, [...values]])).toEqual([['app', ['x']], ['tier', ['a', 'b']], ['env', []]]);
  expect([...portNames]).toEqual(['http']);
  expect([...v4]).toEqual([0x0a000000, 0x0a010000, 0x0a020000, 0x0b000000]);
  expect(v6).toEqual([0xfdn << 120n, 0xfen << 120n]);
  expect(nodes.map(String)).toEqual(['"env"["prod"]']);
});

test('holds no boundaries where blocks never select pods', () => {
  const { v4, v6 } = observablesOf(policiesOf(PEER), false);
  expect([v4.length, v6.length]).toEqual([0, 0]);
});

test('labels of namespaces tell no pods of one namespace apart', () => {
  const { labels } = observablesOf(policiesOf(networkPolicy('a/p', { podSelector: {}, ingress: [{ from: [{ namespaceSelector: { matchLabels: { env: 'prod' } } }] }] })), true);
  expect(labels.size).toBe(0);
});

test('policies share equal selectors and sets of addresses, so that each is read once', () => {
  const one = (name: string) => networkPolicy(`a/${name}`, { podSelector: { matchLabels: { app: 'x' } }, ingress: [{ from: [{ ipBlock: { cidr: '10.0.0.0/8' } }] }] });
  const { seen } = observablesOf(policiesOf(one('p'), one('q')), true);
  expect(seen.size).toBe(2);
});

test('boundaries are where intervals start and where what follows them starts', () => {
  const boundaries: number[] = [];
  addBoundaries(Intervals.from([{ first: 2, last: 4 }, { first: 7, last: 7 }]), boundaries);
  expect([...boundaries]).toEqual([2, 5, 7, 8]);
});

describe('covers', () => {
  const known = observablesOf(policiesOf(PEER, NODES), true);
  const spec = (fields: object) => networkPolicy('a/q', { podSelector: {}, ...fields });
  const from = (peer: object) => spec({ ingress: [{ from: [peer] }] });
  const wanted = (object: object) => isObservable(known, policiesOf(object)[0]);

  test.each([
    ['nothing', spec({})],
    ['a known value', from({ podSelector: { matchLabels: { tier: 'b' } } })],
    ['a known key', from({ podSelector: { matchExpressions: [{ key: 'tier', operator: 'Exists' }] } })],
    ['a known name', spec({ ingress: [{ ports: [{ port: 'http' }] }] })],
    ['known boundaries', from({ ipBlock: { cidr: '10.1.0.0/16' } })],
    ['known boundaries of IPv6', from({ ipBlock: { cidr: 'fd00::/8' } })],
    ['known nodes', NODES],
  ])('%s', (_, object) => expect(wanted(object)).toBe(true));

  test.each([
    ['another value', from({ podSelector: { matchLabels: { tier: 'c' } } })],
    ['another key', from({ podSelector: { matchLabels: { zone: 'a' } } })],
    ['another key without values', from({ podSelector: { matchExpressions: [{ key: 'zone', operator: 'Exists' }] } })],
    ['another name', spec({ ingress: [{ ports: [{ port: 'dns' }] }] })],
    ['another boundary', from({ ipBlock: { cidr: '10.0.0.0/9' } })],
    ['another boundary of IPv6', from({ ipBlock: { cidr: 'fd00::/9' } })],
    ['other nodes', admin('n', 1, { egress: [{ action: 'Deny', to: [{ nodes: {} }] }] })],
  ])('not %s', (_, object) => expect(wanted(object)).toBe(false));
});
