import { Analysis } from '../../../src/facade';

const spec = { containers: [{ name: 'a', image: 'a' }] };
const workload = (kind: string, name: string, labels = { app: name }) => ({
  apiVersion: 'apps/v1', kind, metadata: { name, namespace: 'shop' }, spec: { selector: { matchLabels: labels }, template: { metadata: { labels }, spec } },
});
const items = [workload('Deployment', 'web'), workload('StatefulSet', 'db'), workload('DaemonSet', 'log'), workload('Deployment', 'api')];
const analysis = Analysis.ofText(JSON.stringify({ apiVersion: 'v1', kind: 'List', items }));
const found = (name: string) => analysis.reach(name, 'shop/api').source;

it.each([
  ['shop/web-5d4f9c7b8-x2kzq', 'shop/web[Deployment]'],
  ['shop/db-2', 'shop/db[StatefulSet]'],
  ['shop/log-7xk2p', 'shop/log[DaemonSet]'],
])('the pod %s, which the input does not show, is one of %s', (pod, label) => {
  expect(found(pod)).toBe(label);
});

it.each(['shop/web-proxy', 'shop/web-https', 'shop/web-2', 'shop/log-agent', 'web-5d4f9c7b8-x2kzq'])('`%s` is no pod of theirs', (name) => {
  expect(() => found(name)).toThrow('[unknown-workload]');
});
