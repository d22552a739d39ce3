import { readFileSync } from 'fs';
import { join } from 'path';
import { gunzipSync } from 'zlib';
import { complaints } from '../constructs/openapi';
import { world } from '../constructs/written';
import { runExample } from './run';

/** The post's own policies, as they were recorded on a real API server. */
const RECORDED: any[] = gunzipSync(readFileSync(join(__dirname, '..', 'data', 'packets', 'cases-story.jsonl.gz'))).toString().trim().split('\n')
  .map((line) => JSON.parse(line)).find(({ id }) => id === 'seed-all').policies;

const NAME = 'kubernetes.io/metadata.name';

/** The three differences, each with what it replaces. */
function corrected(policies: any[]): any[] {
  const changed: any[] = JSON.parse(JSON.stringify(policies));
  const [deny, api, fence, egress] = changed;
  // 1. no namespace carries the label `name` by itself, and whoever may edit one may put it there
  fence.spec.ingress[0].from[0].namespaceSelector.matchLabels = { [NAME]: 'production' };
  egress.spec.egress[1].to[0].namespaceSelector.matchLabels = { [NAME]: 'kube-system' };
  // 2. long answers come over TCP
  egress.spec.egress[1].ports = [{ protocol: 'TCP', port: 53 }, { protocol: 'UDP', port: 53 }];
  // 3. the types are said; the server would have filled them in
  for (const policy of [api, fence]) policy.spec.policyTypes = ['Ingress'];
  return [deny, api, fence, egress];
}

const byName = (policies: any[]) => Object.fromEntries(policies.map((policy) => [policy.metadata.name, policy]));

test('the post, object for object, but for three corrections', async () => {
  const { files, manifests, stderr } = await runExample('blog.ts');
  expect(files).toMatchSnapshot();
  expect(stderr).toBe('');
  expect(complaints(manifests)).toEqual([]);
  expect(byName(manifests)).toEqual(byName(corrected(RECORDED)));
  expect(byName(manifests)).not.toEqual(byName(RECORDED));
}, 60_000);

test('each correction changes what gets through', async () => {
  const { manifests } = await runExample('blog.ts');
  const labelled = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'staging', labels: { name: 'production' } } };
  const plain = ['production', 'kube-system'].map((name) => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } }));
  const pods = ['production/frontend app=frontend', 'production/api app=api-server', 'production/database app=database', 'staging/database app=database', 'kube-system/dns k8s-app=kube-dns'];
  const [ours, theirs] = [manifests, RECORDED].map((policies) => world([...policies, labelled, ...plain], pods));
  // the label trap: a namespace that calls itself production is let in, and production itself is not
  expect([theirs, ours].map(({ asks }) => asks('staging/database', 'production/database', 'TCP 5432'))).toEqual(['allowed', 'denied']);
  expect([theirs, ours].map(({ asks }) => asks('production/frontend', 'production/database', 'TCP 5432'))).toEqual(['denied', 'allowed']);
  // the same trap for kube-system: no name can be resolved
  expect([theirs, ours].map(({ asks }) => asks('production/api', 'kube-system/dns', 'UDP 53'))).toEqual(['denied', 'allowed']);
  // and over TCP not even where the label is there
  const kubeSystem = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'kube-system', labels: { name: 'kube-system' } } };
  const [oursThere, theirsThere] = [manifests, RECORDED].map((policies) => world([...policies, kubeSystem], pods));
  expect(['UDP 53', 'TCP 53'].map((traffic) => theirsThere.asks('production/api', 'kube-system/dns', traffic))).toEqual(['allowed', 'denied']);
  expect(['UDP 53', 'TCP 53'].map((traffic) => oursThere.asks('production/api', 'kube-system/dns', traffic))).toEqual(['allowed', 'allowed']);
}, 60_000);
