import { lintErrors } from '../../diff/advice-lint';
import { synthesisErrors } from '../../diff/advice-judge';
import { adviceOn, API, DB, flow } from './world';

const JOB = { src_namespace: 'other', src_pod: 'job-7c9d6b4d5f-ccccc' };
const both = { fence: ['shop', 'other'] };

test('writes an edge inside a fence as one construct of the fence', async () => {
  const advice = await adviceOn([flow(API, DB, 5432)]);
  expect(advice.typescript).toContain("shop.allowBetween('api-to-db', {");
  expect(advice.rules.map(({ policy }) => policy)).toEqual(['shop-api-to-db-egress', 'shop-api-to-db-ingress']);
  expect(synthesisErrors(advice)).toEqual([]);
});

test('writes an edge between two fences into the chart, and one to an open namespace for its one side', async () => {
  const advice = await adviceOn([flow(JOB, DB, 5432)], both);
  expect(advice.typescript).toContain("new AllowBetween(this, 'job-to-db', {");
  expect(advice.typescript).toContain("fromNamespace: 'other',");
  expect(synthesisErrors(advice)).toEqual([]);
  const half = await adviceOn([flow(JOB, DB, 5432)], { fence: ['shop'] });
  expect(half.typescript).toContain("shop.allowFrom('db-ingress', {");
  expect(half.typescript).not.toContain('AllowBetween');
});

test('gives edges of equal names names of their own', async () => {
  const twin = (namespace: string) => JSON.stringify({ apiVersion: 'v1', kind: 'Pod', metadata: { namespace, name: 'db', labels: { app: 'db' } }, spec: { containers: [{ name: 'c' }] } });
  const to = (namespace: string) => ({ dst_namespace: namespace, dst_pod: 'db' });
  const advice = await adviceOn([flow(JOB, to('one'), 1), flow(JOB, to('two'), 2)], { fence: ['other', 'one', 'two'] }, [twin('one'), twin('two')]);
  expect(synthesisErrors(advice)).toEqual([]);
  expect(new Set(advice.rules.map(({ namespace, policy }) => `${namespace}/${policy}`)).size).toBe(4);
});

test('names a selector or a peer that it writes more than once', async () => {
  const outside = ['203.0.113.1', '203.0.113.2'].map((address) => flow(API, { dst_ip: address }, 443));
  const advice = await adviceOn([...outside, flow(API, DB, 5432), flow(API, DB, 80), flow(JOB, DB), flow(JOB, { dst_namespace: 'shop', dst_pod: 'api-6d5bcf7c9d-aaaaa' })], { fence: ['shop'] });
  expect(advice.typescript).toContain("const api = PodSelector.labels({ app: 'api' });");
  expect(advice.typescript).toContain("const otherJob = Peer.podsIn('other', { app: 'job' });");
  expect(advice.typescript).toContain('from: [otherJob],');
  expect(advice.typescript.split("PodSelector.labels({ app: 'api' })")).toHaveLength(2);
  expect(synthesisErrors(advice)).toEqual([]);
  expect(await lintErrors([advice.typescript])).toEqual([]);
  // the linter reads what it is given
  expect(await lintErrors([advice.typescript.replace('const api =', 'let api =')])).toHaveLength(1);
});
