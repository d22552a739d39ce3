import { answer } from '../../../src/analysis/ends/answer';
import { findEnd } from '../../../src/analysis/ends/ends';
import { readObjects } from '../../../src/analysis/session/read';

const pod = (name: string, ...podIPs: string[]) => ({
  apiVersion: 'v1', kind: 'Pod', metadata: { name, namespace: 'shop' }, spec: { containers: [{ name: 'main' }] }, status: { podIP: podIPs[0], podIPs: podIPs.map((ip) => ({ ip })) },
});
const OLD = pod('old', '10.0.0.1');
const ask = (objects: readonly object[], from: string, to: string) => {
  const session = readObjects(objects);
  return answer(session, { source: findEnd(session, from), destination: findEnd(session, to), protocol: 'TCP', port: 80 }).verdict;
};

it.each([['fd00::2', 'shop/old'], ['shop/old', 'fd00::2']])('does not deny %s -> %s for its family where a pod of both families may have the address', (from, to) => {
  expect(ask([OLD, pod('new', '10.0.0.2', 'fd00::2')], from, to)).toBe('allowed');
  expect(ask([OLD], from, to)).toBe('unknown');
  expect(ask([OLD, pod('new', 'fd00::2')], from, to)).toBe('denied');
});

it('denies what is public and of the other family', () => {
  expect(ask([OLD], 'shop/old', '2001:4860:4860::8888')).toBe('denied');
});
