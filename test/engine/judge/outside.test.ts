import { countPairs, Engine } from '../../../src/engine';
import { CILIUM } from '../../../src/profiles';
import { IpSet, parseAddress } from '../../../src/sets';
import type { Address } from '../../../src/sets';
import { build, engineOf, OUTSIDE } from '../cases';
import { admin, networkPolicy, node, pod } from '../manifests';
import { cases } from '../../testing/cases';

const verdictOf = ({ allowed, unknown }: { allowed: { toString(): string }; unknown: { toString(): string } }) => `${allowed.toString()}/${unknown.toString()}`;

function starts(engine: Engine, direction: 'ingress' | 'egress', c: number): Address[] {
  const { v4, v6 } = engine.outside(direction, engine.rowNumber(direction, c));
  return [...v4.starts.map((value): Address => ({ family: 4, value })), ...v6.starts.map((value): Address => ({ family: 6, value }))];
}

test('counts the segments of addresses that some traffic definitely passes', () => {
  for (let index = 0; index < cases(60); index++) {
    const { engine } = engineOf(12, index);
    let outside = 0;
    for (let c = 0; c < engine.classes.count; c++) {
      for (const address of starts(engine, 'egress', c)) if (!engine.reach(c, address).allowed.isEmpty()) outside += engine.classes.podCount[c];
      for (const address of starts(engine, 'ingress', c)) if (!engine.reach(address, c).allowed.isEmpty()) outside += engine.classes.podCount[c];
    }
    expect(countPairs(engine).outside).toBe(outside);
  }
});

test('segments start at the first address, ascend, and differ from their neighbours', () => {
  for (let index = 0; index < cases(60); index++) {
    const { engine } = engineOf(13, index);
    for (let c = 0; c < engine.classes.count; c++) {
      for (const direction of ['ingress', 'egress'] as const) {
        const { v4, v6 } = engine.outside(direction, engine.rowNumber(direction, c));
        for (const { starts: at, outcomes } of [v4, v6]) {
          expect(at[0] == 0).toBe(true);
          expect(at.every((start, i) => i === 0 || (at[i - 1] < start && outcomes[i - 1] !== outcomes[i]))).toBe(true);
          expect(outcomes.length).toBe(at.length);
        }
        expect(v4.starts.every((start) => start < 2 ** 32) && v6.starts.every((start) => start < 1n << 128n)).toBe(true);
      }
    }
  }
});

test('an address is judged as the start of its segment', () => {
  for (let index = 0; index < cases(60); index++) {
    const { engine } = engineOf(14, index);
    for (let c = 0; c < engine.classes.count; c++) {
      for (const address of OUTSIDE as readonly Address[]) {
        const below = starts(engine, 'ingress', c).filter((start) => start.family === address.family && start.value <= address.value);
        expect(verdictOf(engine.reach(address, c, 'other'))).toBe(verdictOf(engine.reach(below[below.length - 1], c, 'other')));
      }
    }
  }
});

test('blocks up to the last address end there', () => {
  const { engine } = build([pod('a/x'), networkPolicy('a/p', {
    podSelector: {},
    policyTypes: ['Egress'],
    egress: [{ to: [{ ipBlock: { cidr: '255.255.255.0/24' } }, { ipBlock: { cidr: 'ff00::/8', except: ['ff02::/16'] } }], ports: [{ port: 1 }] }],
  })]);
  const { v4, v6 } = engine.outside('egress', engine.rowNumber('egress', 0));
  expect(v4.starts).toEqual([0, 0xffffff00]);
  expect(v6.starts).toEqual([0n, 0xff00n << 112n, 0xff02n << 112n, 0xff03n << 112n]);
  const allowed = (text: string) => engine.reach(0, parseAddress(text)!).allowed.toString();
  expect(['255.255.254.255', '255.255.255.255', 'feff::', 'ff02::1', 'ff03::'].map(allowed)).toEqual(
    ['No Connections', 'TCP 1', 'No Connections', 'No Connections', 'TCP 1']);
});

test('where no rule names addresses there is one segment', () => {
  const { engine } = build([pod('a/x'), networkPolicy('a/p', { podSelector: {}, policyTypes: ['Ingress'], ingress: [{ ports: [{ port: 80 }] }] })]);
  expect(engine.outside('ingress', engine.rowNumber('ingress', 0)).v4.starts).toEqual([0]);
  expect(engine.reach(parseAddress('8.8.8.8')!, 0).allowed.toString()).toBe('TCP 80');
  expect(engine.reach(parseAddress('8.8.8.8')!, parseAddress('9.9.9.9')!).allowed.isAll()).toBe(true);
});

test('a name on the side of the subject is resolved, outside it means nothing', () => {
  const rules = [{ ports: [{ port: 'http' }] }];
  const { engine } = build([pod('a/x', {}, { ports: { http: 8080 } }), networkPolicy('a/p', { podSelector: {}, policyTypes: ['Ingress', 'Egress'], ingress: rules, egress: rules })]);
  expect(engine.reach(parseAddress('2001:db8::1')!, 0).allowed.toString()).toBe('TCP 8080');
  expect(engine.reach(0, parseAddress('2001:db8::1')!).allowed.isEmpty()).toBe(true);
});

test('domain names select the addresses that were seen, a wildcard any labels before it, and any address where none was recorded', () => {
  const policy = {
    apiVersion: 'policy.networking.k8s.io/v1alpha1',
    kind: 'AdminNetworkPolicy',
    metadata: { name: 'p' },
    spec: { priority: 1, subject: { namespaces: {} }, egress: [{ action: 'Allow', to: [{ domainNames: ['example.com', '*.example.org'] }] }, { action: 'Deny', to: [{ networks: ['0.0.0.0/0'] }] }] },
  };
  const at = (ip: string) => IpSet.address(parseAddress(ip)!);
  const domains = new Map([
    ['example.com', at('192.0.2.1')], ['www.example.org', at('192.0.2.2')], ['a.b.example.org', at('192.0.2.3')],
    ['example.org', at('192.0.2.4')], ['badexample.org', at('192.0.2.5')], ['x.example.com', at('192.0.2.6')],
  ]);
  const seen = build([pod('a/x'), policy], { domains }).engine;
  const to = (end: number) => verdictOf(seen.reach(0, parseAddress(`192.0.2.${end}`)!));
  expect([1, 2, 3].map(to)).toEqual(Array(3).fill('All Connections/No Connections'));
  expect([4, 5, 6].map(to)).toEqual(Array(3).fill('No Connections/No Connections'));
  expect(verdictOf(build([pod('a/x'), policy]).engine.reach(0, parseAddress('192.0.2.4')!))).toBe('No Connections/All Connections');
});

test('networks select pods by all their addresses, whatever the agent makes of blocks', () => {
  const deny = (...networks: string[]) => admin('p', 1, { egress: [{ action: 'Deny', to: [{ networks }] }] });
  const pods = [pod('a/x', {}, { ip: ['192.0.2.1', '2001:db8::1'] }), pod('a/in', {}, { ip: ['10.0.0.1', 'fd00::1'] }), pod('a/half', {}, { ip: ['10.0.0.1', 'fe00::1'] }), pod('a/out', {}, { ip: '11.0.0.1' })];
  for (const options of [{}, { profile: CILIUM }]) {
    const { engine, pods: [x, ...others] } = build([...pods, deny('10.0.0.0/8', 'fd00::/8')], options);
    expect(others.map((c) => verdictOf(engine.reach(x, c)))).toEqual([
      'No Connections/No Connections', 'No Connections/All Connections', 'All Connections/No Connections',
    ]);
  }
});

test('the address of a node: possibly the own one, another one, or the own one', () => {
  const objects = [node('n', {}, '192.0.2.1'), pod('a/x'), networkPolicy('a/p', { podSelector: {}, policyTypes: ['Ingress', 'Egress'] })];
  const { engine } = build(objects);
  const at = parseAddress('192.0.2.1')!;
  const all = 'All Connections/No Connections';
  const none = 'No Connections/No Connections';
  const unknown = 'No Connections/All Connections';
  expect([engine.reach(at, 0), engine.reach(at, 0, 'own'), engine.reach(at, 0, 'other')].map(verdictOf)).toEqual([unknown, all, none]);
  expect([engine.reach(0, at), engine.reach(0, at, 'own'), engine.reach(0, at, 'other')].map(verdictOf)).toEqual([unknown, unknown, none]);
  expect(verdictOf(engine.reach(parseAddress('192.0.2.2')!, 0, 'own'))).toBe(none);
});
