import { findEnd } from '../../../src/analysis/ends/ends';
import { ask } from '../../../src/analysis/questions/evaluate/evaluate';
import { explain } from '../../../src/analysis/questions/explain/explain';
import { prove } from '../../../src/analysis/questions/prove/prove';
import { readObjects } from '../../../src/analysis/session/read';
import { EndSpec, parseTraffic } from '../../../src/analysis/invariants/statement';
import { IpSet } from '../../../src/sets';
import { networkPolicy, pod } from '../../engine/manifests';

const service = (name: string, ...clusterIPs: string[]) => ({
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name, namespace: 'v' },
  spec: { clusterIP: clusterIPs[0], clusterIPs, selector: { app: 'back' }, ports: [{ port: 80 }], externalIPs: ['198.51.100.9'] },
});
const OBJECTS = [
  pod('v/four', {}, { ip: '10.5.0.4' }), pod('v/six', {}, { ip: 'fd00:5::6' }), pod('v/none'),
  pod('v/back4', { app: 'back' }, { ip: '10.5.0.5' }), pod('v/back46', { app: 'back' }, { ip: ['10.5.0.6', 'fd00:5::66'] }),
  service('one', '10.96.0.1'), service('both', '10.96.0.2', 'fd00:96::2'),
];
const SESSION = readObjects(OBJECTS);

test.each([
  ['v/svc/one', 'allowed', 'denied', 'allowed'],
  ['v/svc/both', 'allowed', 'allowed', 'allowed'],
  ['10.96.0.2', 'allowed', 'denied', 'allowed'],
  // only the pod of both families is behind the IPv6 address
  ['fd00:96::2', 'denied', 'allowed', 'allowed'],
  // a load balancer may translate
  ['198.51.100.9', 'allowed', 'unknown', 'allowed'],
])('a call of %s is carried by one address family', (called, ...expected) => {
  const answers = ['four', 'six', 'none'].map((source) => ask(SESSION, { name: `v/${source}` }, called.includes('svc') ? { name: called } : { address: called }, 'TCP', '80'));
  expect(answers.map(({ verdict }) => verdict)).toEqual(expected);
  expect(answers.map(({ listed }) => listed)).toEqual(expected.map((verdict) => verdict !== 'denied' && (verdict === 'allowed' || called !== '198.51.100.9')));
});

test('an explanation says that no family is common, and proposes no change', () => {
  const policies = [networkPolicy('v/closed', { podSelector: {}, policyTypes: ['Ingress', 'Egress'] })];
  for (const session of [SESSION, readObjects([...OBJECTS, ...policies])]) {
    const end = (text: string) => findEnd(session, text);
    for (const to of ['v/six', '2001:4860:4860::8888', 'svc/one']) {
      const from = to === 'svc/one' ? 'v/six' : 'v/four';
      const parts = explain(session, end(from), end(to === 'svc/one' ? 'v/svc/one' : to), { protocol: 'TCP', port: 80 }).cases.flatMap((one) => one.parts);
      expect(parts.length).toBeGreaterThan(0);
      for (const { verdict, notes, change, reasons, closedByEgress } of parts) {
        expect([verdict, notes.filter(({ kind }) => kind === 'no-common-family').length, change, reasons, closedByEgress]).toEqual(['denied', 1, undefined, [], []]);
      }
    }
  }
});

test('a counterexample is a connection that some address family can carry', () => {
  const objects = [pod('v/six', { app: 'six' }, { ip: 'fd00:5::6' }), pod('v/back', { app: 'back' }, { ip: '10.5.0.5' })];
  const closed = networkPolicy('v/closed', { podSelector: {}, policyTypes: ['Ingress', 'Egress'] });
  const counterexample = (to: EndSpec, ...more: object[]) => {
    const statement = { id: 'reached', demand: 'always' as const, except: [], traffic: parseTraffic(['TCP 80']), from: [{ type: 'workload' as const, name: 'v/six' }], to: [to] };
    const [{ counterexample: found }] = prove(readObjects([...objects, closed, ...more]), [statement]);
    return [found?.source, found?.destination];
  };
  const back: EndSpec = { type: 'workload', name: 'v/back' };
  expect(counterexample(back)).not.toEqual(['v/six[Pod]', 'v/back[Pod]']);
  expect(counterexample(back, pod('v/back-6', { app: 'back' }, { ip: 'fd00:5::7' }))).toEqual(['v/six[Pod]', 'v/back-6[Pod]']);
  const block = (cidr: string): EndSpec => ({ type: 'addresses', addresses: IpSet.cidrs([cidr]) });
  expect(counterexample(block('203.0.113.0/24'))[0]).not.toBe('v/six[Pod]');
  expect(counterexample(block('2001:db8::/32'))[0]).toBe('v/six[Pod]');
});
