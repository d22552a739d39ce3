/** Services of which the input shows neither an address nor what is behind them: pods and EndpointSlices may exist, so nothing is denied. */
import { ask } from '../../../src/analysis/questions/evaluate/evaluate';
import { explain } from '../../../src/analysis/questions/explain/explain';
import { findEnd } from '../../../src/analysis/ends/ends';
import { readObjects, readText } from '../../../src/analysis/session/read';
import { givenFacts } from '../../../src/analysis/facts/given';
import { networkPolicy, pod } from '../../engine/manifests';

const service = (name: string, spec: object) => ({ apiVersion: 'v1', kind: 'Service', metadata: { name, namespace: 'shop' }, spec });
const INPUT = [
  pod('shop/api', { app: 'api' }, { ports: { http: 8080 } }),
  pod('shop/closed', { app: 'closed' }),
  networkPolicy('shop/closed', { podSelector: { matchLabels: { app: 'closed' } }, policyTypes: ['Ingress', 'Egress'] }),
  service('none', { selector: { app: 'nothing' }, ports: [{ port: 80 }] }),
  service('nosel', { ports: [{ port: 80 }] }),
  service('far', { type: 'ExternalName', externalName: 'db.example.com' }),
  service('loop', { type: 'ExternalName', externalName: 'loop.shop.svc.cluster.local' }),
  service('named', { type: 'ExternalName', externalName: 'front.shop.svc.cluster.local' }),
  service('front', { clusterIP: 'None', selector: { app: 'api' }, ports: [{ port: 8080 }] }),
  service('headless', { clusterIP: 'None', selector: { app: 'nothing' }, ports: [{ port: 80 }] }),
];

function verdicts(source: string, destination: string, port: number, facts: Parameters<typeof givenFacts>[0] = {}): string {
  const session = readText(JSON.stringify({ apiVersion: 'v1', kind: 'List', items: INPUT }), 'm', { facts: givenFacts(facts, 'test') });
  const [from, to] = [source, destination].map((name) => findEnd(session, name));
  const explained = explain(session, from, to, { protocol: 'TCP', port }).cases.flatMap(({ parts }) => parts.map(({ verdict }) => verdict));
  return [...new Set([ask(session, { name: source }, { name: destination }, 'TCP', String(port)).verdict, ...explained])].join();
}

test.each([
  ['shop/api', 'svc/none', 80, 'unknown'],
  ['shop/api', 'svc/none', 81, 'denied'],
  ['shop/api', 'svc/nosel', 80, 'unknown'],
  ['shop/api', 'svc/headless', 81, 'unknown'],
  ['shop/api', 'svc/far', 5432, 'unknown'],
  ['shop/api', 'svc/loop', 5432, 'unknown'],
  ['shop/closed', 'svc/far', 5432, 'unknown'],
  ['shop/closed', 'svc/none', 80, 'unknown'],
  ['shop/closed', 'svc/none', 81, 'denied'],
  ['shop/closed', 'svc/named', 8080, 'denied'],
  ['svc/none', 'shop/api', 8080, 'unknown'],
  ['svc/none', 'shop/closed', 8080, 'unknown'],
])('%s calls %s at %d: %s', (source, destination, port, verdict) => {
  expect(verdicts(source, destination, port)).toBe(verdict);
});

test('with complete facts, a Service without pods and endpoints gets nothing; another name may still lead outside', () => {
  expect(verdicts('shop/api', 'svc/none', 80, { complete: true })).toBe('denied');
  expect(verdicts('shop/api', 'svc/nosel', 80, { complete: true })).toBe('denied');
  expect(verdicts('shop/api', 'svc/far', 80, { complete: true })).toBe('unknown');
});

test('a name of a Service of the input leads where that one leads, and all traffic to what is not shown is unknown', () => {
  const session = readObjects(INPUT);
  const [api, closed] = ['shop/api', 'shop/closed'].map((name) => findEnd(session, name));
  const parts = (from: typeof api, to: string) => explain(session, from, findEnd(session, to)).cases.flatMap((one) => one.parts);
  expect(parts(api, 'svc/far').map(({ verdict, reasons }) => [verdict, reasons])).toEqual([
    ['unknown', ['the Service shop/far is another name of `db.example.com`, and the input does not show what has it']],
  ]);
  expect(parts(closed, 'svc/named').map(({ verdict }) => verdict)).toEqual(['denied']);
});
