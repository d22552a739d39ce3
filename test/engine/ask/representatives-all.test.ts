import * as fc from 'fast-check';
import { decode } from '../../../src/dialects';
import { withAddressRegions, addressRegionsIn } from '../../../src/engine/ask/representative-addresses';
import { ANY_VALUE, labellingsOf, unmentioned } from '../../../src/engine/ask/representative-labels';
import { portVariants } from '../../../src/engine/ask/representative-ports';
import { representativesOf } from '../../../src/engine/ask/representatives';
import { NAMESPACE_NAME_LABEL, EndpointSelector, Policy } from '../../../src/model';
import { CILIUM, SPEC } from '../../../src/profiles';
import { IpSet, LabelConstraint, LabelSelector, PortSet, TrafficSet, parseAddress, parseCidr } from '../../../src/sets';
import { generateCase } from '../../diff/generate';
import { Random } from '../../diff/generate/random';
import { NAMESPACE_LABELS, POD_LABELS } from '../../diff/generate/vocabulary';
import { law } from '../../laws/set-laws';
import { labels, selector } from '../../sets/arbitraries';
import { admin, namespace, networkPolicy, pod } from '../manifests';

const decoded = (...objects: object[]) => decode(objects.map((value) => ({ value })));
const cidr = (text: string) => IpSet.cidr(parseCidr(text)!);

law('labellings hold every combination of selectors that some labels have, each once', [fc.array(selector, { maxLength: 5 }), labels], (selectors, own) => {
  const kind = (wanted: object) => selectors.map((each) => each.matches(wanted as Record<string, string>)).join();
  const { labels: found, complete } = labellingsOf(selectors, ANY_VALUE, 1_000);
  return complete && found.filter((each) => kind(each) === kind(own)).length === 1;
});

test('labellings stop at the limit, and say so', () => {
  const selectors = Array.from({ length: 6 }, (_, i) => LabelSelector.of([[`k${i}`, LabelConstraint.exists()]]));
  expect(labellingsOf(selectors, ANY_VALUE, 64)).toMatchObject({ complete: true, labels: { length: 64 } });
  expect(labellingsOf(selectors, ANY_VALUE, 63).complete).toBe(false);
});

test('of more labellings than the limit a sample is kept, from everywhere', () => {
  const selectors = Array.from({ length: 13 }, (_, i) => LabelSelector.of([[`k${i}`, LabelConstraint.exists()]]));
  const { labels: kept, complete } = labellingsOf(selectors, ANY_VALUE, 4_096);
  expect(complete).toBe(false);
  expect(kept.length).toBeGreaterThan(500);
  expect(kept.length).toBeLessThanOrEqual(1_024);
  for (let i = 0; i < 10; i++) expect(new Set(kept.map((one) => `k${i}` in one)).size).toBe(2);
});

test('a word that is not mentioned', () => {
  expect([unmentioned('x', []), unmentioned('x', ['x']), unmentioned('x', new Set(['x', 'x-2', 'x-3']))]).toEqual(['x', 'x-2', 'x-4']);
});

function selectionsOf(policies: readonly Policy[]): EndpointSelector[] {
  const peers = policies.flatMap(({ rules }) => rules).flatMap((rule) => rule.peers ?? []);
  return [...policies.map(({ subject }) => subject), ...peers.flatMap((peer) => (peer.type === 'endpoints' ? [peer.endpoints] : []))];
}

function labelsFrom(random: Random, words: Readonly<Record<string, readonly string[]>>): Record<string, string> {
  return Object.fromEntries(Object.keys(words).filter(() => random.chance(0.6)).map((key) => [key, random.pick([...words[key], 'unheard-of'])]));
}

test('for every pod that could be created there is a representative that the same selectors select', () => {
  for (let index = 0; index < 10; index++) {
    const random = new Random(81, index);
    const { cluster, policies } = decoded(...generateCase(82, index).objects);
    const { pods, namespaces, incomplete } = representativesOf({ cluster, policies, profile: SPEC });
    expect(incomplete).toBeUndefined();
    const selections = selectionsOf(policies);
    const kind = (space: { name: string; labels: Record<string, string> }, own: Record<string, string>) =>
      selections.map(({ namespaces: where, pods: chosen }) =>
        ('name' in where ? where.name === space.name : where.labels.matches(space.labels)) && chosen.matches(own)).join();
    const kinds = new Set(pods.map(({ workload, namespaceName, inNewNamespace }) => {
      const space = inNewNamespace ? namespaces.get(workload.namespace)! : cluster.namespaces.get(workload.namespace)!;
      expect(space.name).toBe(namespaceName);
      expect(inNewNamespace).toBe(!cluster.namespaces.has(namespaceName));
      return `${inNewNamespace ? 'new' : namespaceName} ${kind(space, workload.labels)}`;
    }));
    for (let i = 0; i < 20; i++) {
      const space = random.pick([...cluster.namespaces.values()]);
      expect(kinds).toContain(`${space.name} ${kind(space, labelsFrom(random, POD_LABELS))}`);
      const name = random.pick(['unheard-of', 'blue', 'green', 'red']);
      const created = { name, labels: { ...labelsFrom(random, NAMESPACE_LABELS), [NAMESPACE_NAME_LABEL]: name } };
      if (!cluster.namespaces.has(name)) expect(kinds).toContain(`new ${kind(created, labelsFrom(random, POD_LABELS))}`);
    }
  }
});

test('further selections and the limit count; hidden labels do not', () => {
  const { cluster, policies } = decoded(namespace('a'), networkPolicy('a/p', { podSelector: { matchLabels: { 'app': 'x', 'pod-template-hash': '1' } } }));
  const inA = (profile = SPEC, selections: EndpointSelector[] = []) =>
    representativesOf({ cluster, policies, profile, selections }).pods.filter(({ inNewNamespace }) => !inNewNamespace).length;
  expect(inA()).toBe(2);
  expect(inA(CILIUM)).toBe(1);
  expect(inA(SPEC, [{ namespaces: { name: 'a' }, pods: LabelSelector.labels({ tier: 'y' }) }])).toBe(4);
  expect(inA(SPEC, [{ namespaces: { name: 'b' }, pods: LabelSelector.labels({ tier: 'y' }) }])).toBe(2);
  const where = (env: string): EndpointSelector => ({ namespaces: { labels: LabelSelector.labels({ env }) }, pods: LabelSelector.labels({ tier: 'y' }) });
  expect(inA(SPEC, [where('prod')])).toBe(2);
  const few = representativesOf({ cluster, policies, profile: SPEC, limit: 2 });
  expect(few.pods).toHaveLength(2);
  expect(few.incomplete).toContain('more than 2 classes');
});

test('new namespaces have names that could be, and no name twice but as alternatives', () => {
  const from = (name: string) => ({ from: [{ namespaceSelector: { matchLabels: { [NAMESPACE_NAME_LABEL]: name } } }] });
  const { cluster, policies } = decoded(namespace('a'), networkPolicy('a/p', { podSelector: {}, ingress: ['b', 'a', 'new-namespace-1', 'No_Name', 'x'.repeat(63), 'x.y', 'X'].map(from) }));
  const { namespaces } = representativesOf({ cluster, policies, profile: SPEC });
  expect([...namespaces.values()].map(({ name }) => name).sort()).toEqual(['b', 'new-namespace-1', 'new-namespace-1-2', 'x'.repeat(63)]);
  for (const { name, labels: own } of namespaces.values()) expect(own[NAMESPACE_NAME_LABEL]).toBe(name);
});

describe('address regions', () => {
  const { policies } = decoded(networkPolicy('a/p', { podSelector: {}, ingress: [{ from: [{ ipBlock: { cidr: '10.0.1.0/24' } }, { ipBlock: { cidr: 'fd00::/16' } }] }] }));
  const texts = (ranges: IpSet) => addressRegionsIn(ranges, policies).map((list) => list.map(({ value }) => value.toString(16)).join());

  test('one for each segment into which blocks divide the ranges', () => {
    expect(texts(cidr('10.0.0.0/16'))).toEqual(['a000000', 'a000100', 'a000200']);
    expect(texts(cidr('10.0.1.0/24'))).toEqual(['a000100']);
    expect(texts(cidr('10.0.2.0/24'))).toEqual(['a000200']);
    expect(texts(cidr('10.0.0.0/24'))).toEqual(['a000000']);
    expect(texts(cidr('10.0.0.0/24').union(cidr('10.0.1.0/32')))).toEqual(['a000000', 'a000100']);
    expect(texts(cidr('fd00::/8'))).toEqual([`fd${'0'.repeat(30)}`, `fd01${'0'.repeat(28)}`]);
  });

  test('of both families where there are both', () => {
    expect(texts(cidr('10.0.1.0/24').union(cidr('fd00::/8')))).toHaveLength(2);
    expect(texts(cidr('10.0.0.0/16').union(cidr('fd00::/8')))[5]).toBe(`a000200,fd01${'0'.repeat(28)}`);
  });

  test('unknown without ranges', () => expect(addressRegionsIn(IpSet.NONE, policies)).toEqual([[]]));

  test('workloads of unknown address stand at each place', () => {
    const { cluster } = decoded(pod('a/x'), pod('a/y', {}, { ip: '10.0.0.9' }), pod('a/h', {}, { host: true }));
    const places = addressRegionsIn(cidr('10.0.0.0/16'), policies);
    const { workloads, from } = withAddressRegions(cluster, places);
    expect([...from]).toEqual([0, 0, 0, 1, 2]);
    expect(workloads.map(({ name, addresses }) => `${name} ${addresses.map(({ value }) => value.toString(16)).join()}`)).toEqual([
      'x a000000', 'x a000100', 'x a000200', 'y a000009', 'h ',
    ]);
    expect(workloads[3].addresses).toEqual([parseAddress('10.0.0.9')]);
    expect([...withAddressRegions(cluster, addressRegionsIn(IpSet.NONE, policies)).from]).toEqual([0, 1, 2]);
  });
});

describe('port variants', () => {
  const allow = (...ports: object[]) => networkPolicy('a/p', { podSelector: {}, ingress: [{ ports }] });
  const lists = (objects: object[], further: TrafficSet[] = [], allowed: 'together' | 'each' = 'together') => {
    const { policies, cluster } = decoded(...objects);
    const { lists: found, complete } = portVariants(policies, cluster, further, allowed);
    return { complete, lists: found.map((list) => list.map(({ name, protocol, port }) => `${name} ${protocol} ${port}`)) };
  };

  test('none where no rule names a port', () => expect(lists([allow({ port: 80 })])).toEqual({ complete: true, lists: [[]] }));

  test('no name, or every name at the start of every stretch, where names only allow', () => {
    const declaring = pod('a/x', {}, { ports: { http: 8080, other: 9 } });
    const { lists: [none, all], complete } = lists([allow({ port: 'http' }, { port: 80 }), declaring], [TrafficSet.of('UDP', PortSet.range(53, 65535))]);
    expect([none, complete]).toEqual([[], true]);
    expect(all).toEqual(['http SCTP 1', 'http TCP 1', 'http TCP 80', 'http TCP 81', 'http TCP 8080', 'http TCP 8081', 'http UDP 1', 'http UDP 53']);
  });

  const deny = (...denied: string[]) => admin('p', 1, { ingress: [{ action: 'Deny', from: [{ namespaces: {} }], ports: denied.map((namedPort) => ({ namedPort })) }] });
  const names = (found: string[][]) => found.map((list) => [...new Set(list.map((text) => text.split(' ')[0]))].join());

  test('names that only allow together, or also each alone, with each set of those that deny', () => {
    const objects = [allow({ port: 'http' }, { port: 'x' }, { port: 'b' }), deny('b')];
    expect(names(lists(objects).lists)).toEqual(['', 'b', 'http,x', 'b,http,x']);
    expect(names(lists(objects, [], 'each').lists)).toEqual(['', 'b', 'http', 'b,http', 'x', 'b,x']);
    expect(names(lists([allow(...Array.from({ length: 13 }, (_, i) => ({ port: `n${i}` })))], [], 'each').lists)).toHaveLength(2);
  });

  test('each set of names, four at most, where names deny', () => {
    expect(names(lists([deny('b', 'a')]).lists)).toEqual(['', 'a', 'b', 'a,b']);
    expect(lists([deny('a', 'b', 'c', 'd')])).toMatchObject({ complete: true, lists: { length: 16 } });
    expect(lists([deny('a', 'b', 'c', 'd', 'e')])).toMatchObject({ complete: false, lists: { length: 16 } });
    const { cluster, policies } = decoded(namespace('a'), deny('a', 'b', 'c', 'd', 'e'));
    expect(representativesOf({ cluster, policies, profile: SPEC }).incomplete).toContain('more than 4 ports');
  });
});
