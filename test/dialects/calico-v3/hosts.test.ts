import { findEnd } from '../../../src/analysis/ends/ends';
import { ask } from '../../../src/analysis/questions/evaluate/evaluate';
import { explain } from '../../../src/analysis/questions/explain/explain';
import { readObjects } from '../../../src/analysis/session/read';
import { node, pod } from '../../engine/manifests';

const host = {
  apiVersion: 'projectcalico.org/v3',
  kind: 'HostEndpoint',
  metadata: { name: 'n2', labels: { host: 'yes' } },
  spec: { node: 'n2', interfaceName: '*' },
};
const input = [
  node('n1', {}, '192.0.2.1'), node('n2', {}, '192.0.2.2'),
  pod('a/x', {}, { node: 'n1', ip: '10.0.0.1' }), pod('a/y', {}, { node: 'n2', ip: '10.0.0.2' }),
  pod('a/agent', {}, { host: true, node: 'n2', ip: '192.0.2.2' }),
];

function answer(objects: readonly object[], source: string, destination: string, cni?: string): string {
  const end = (text: string) => (/^[0-9.]+$/.test(text) ? { address: text } : { name: text });
  const facts = cni === undefined ? {} : { facts: { cni: { value: cni, source: { name: 'test' } } } };
  const { verdict, reasons } = ask(readObjects([...input, ...objects], facts as object), end(source), end(destination), 'TCP', '80');
  return [verdict, ...reasons.filter((reason) => reason.includes('HostEndpoint'))].join(': ');
}

const UNKNOWN = 'unknown: HostEndpoint n2 may deny what other policies allow: interfaces of hosts, which it is about, are not read';

test.each([
  ['a/x', '192.0.2.2', UNKNOWN], ['192.0.2.2', 'a/x', UNKNOWN], ['a/x', 'a/agent', UNKNOWN], ['a/agent', 'a/x', UNKNOWN],
  ['192.0.2.2', 'a/y', 'allowed'], ['a/x', 'a/y', 'allowed'], ['a/x', '203.0.113.9', 'allowed'],
])('an interface of a host may stop what nodes send and get, and nothing else: %s to %s', (source, destination, expected) => {
  expect(answer([host], source, destination)).toBe(expected);
  expect(answer([], source, destination)).toBe('allowed');
});

test('an explanation says so, too', () => {
  const session = readObjects([...input, host]);
  const { cases: [{ parts: [part] }] } = explain(session, findEnd(session, 'a/x'), findEnd(session, '192.0.2.2'), { protocol: 'TCP', port: 80 });
  expect([part.verdict, part.reasons.some((reason) => reason.startsWith('HostEndpoint n2 may deny'))]).toEqual(['unknown', true]);
});

test('no other agent reads it', () => expect(answer([host], 'a/x', '192.0.2.2', 'cilium')).toBe('allowed'));
