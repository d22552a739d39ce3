import { adviceOn, API, DB, flow } from './world';

const bare = (namespace: string, name: string, labels: object = {}) => JSON.stringify(
  { apiVersion: 'v1', kind: 'Pod', metadata: { namespace, name, labels }, spec: { containers: [{ name: 'c' }] } },
);
const shut = (podSelector: object) => JSON.stringify(
  {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { namespace: 'tools', name: 'shut' },
    spec: { podSelector, policyTypes: ['Egress'] },
  },
);
const checksOf = async (...given: Parameters<typeof adviceOn>) => (await adviceOn(...given)).rules.flatMap(({ check }) => check).join('\n');

test('denies nothing that the record shows of pods that were not found, or not told from others', async () => {
  const ghost = { src_namespace: 'other', src_workload: 'Deployment/ghost' };
  const { remarks } = await adviceOn([flow(ghost, DB), flow(ghost, { dst_ip: '10.96.0.10' }, 53, { protocol: 'UDP' })]);
  expect(remarks.join('\n')).toContain('the input has none of what the record shows in the namespace other, so it gets no fence');
  expect(remarks.join('\n')).not.toContain('shows nothing of the namespace other');
  const fenced = await adviceOn([flow(ghost, { dst_ip: '10.96.0.10' }, 53, { protocol: 'UDP' })], { fence: ['other'] });
  expect(fenced.remarks.join('\n')).not.toContain('was seen to resolve');
});

test('does not say that the record lacks a pod that it may mean', async () => {
  const twins = ['twin-a', 'twin-b'].map((name) => bare('shop', name, { app: 'twin', [name]: 'x' }));
  const { remarks } = await adviceOn([flow({ src_namespace: 'shop', src_labels: 'app=twin' }, DB)], {}, twins);
  expect(remarks.join('\n')).not.toContain('does not show shop/twin');
});

test.each<[string, object]>([
  ['calls the API server', { dst_ip: '192.0.2.1' }],
  ['calls a pod', { dst_namespace: 'shop', dst_pod: 'db-5fc9d7c6b4-bbbbb' }],
])('says that a pod without labels stands for every pod of its namespace where it %s', async (_, destination) => {
  const seen = flow({ src_namespace: 'tools', src_pod: 'bare' }, destination, 6443);
  const advice = await adviceOn(
    [seen],
    { fence: ['tools'] },
    [bare('tools', 'bare'), bare('tools', 'other', { app: 'o' })],
    { apiServer: ['192.0.2.1'] },
  );
  expect(advice.rules.flatMap(({ check }) => check).join()).toContain(
    '`tools/bare[Pod]` has no labels of its own, so that every pod of tools is meant',
  );
  expect(advice.typescript).toContain('// check: `tools/bare[Pod]`');
});

test('says which pods a rule means beside the one that was seen', async () => {
  const twins = [bare('tools', 'left', { app: 'twin' }), bare('tools', 'right', { app: 'twin' })];
  const seen = flow({ src_namespace: 'tools', src_pod: 'left' }, DB, 5432);
  expect(await checksOf([seen], { fence: ['tools', 'shop'] }, twins)).toContain(
    'no labels tell `tools/left[Pod]` from `tools/right[Pod]`, so that all are meant',
  );
  expect(await checksOf([seen], { fence: [] }, [...twins, shut({ matchLabels: { app: 'twin' } })])).toContain('`tools/right[Pod]`');
  expect(await checksOf([flow(API, DB, 5432)])).toBe('');
});

test('isolates no pod on the host network beside a policy of an agent that means none', async () => {
  const host = JSON.stringify(
    { apiVersion: 'v1', kind: 'Pod', metadata: { namespace: 'tools', name: 'host' }, spec: { hostNetwork: true, containers: [{ name: 'c' }] } },
  );
  const cilium = JSON.stringify({
    apiVersion: 'cilium.io/v2',
    kind: 'CiliumNetworkPolicy',
    metadata: { namespace: 'tools', name: 'shut' },
    spec: { endpointSelector: {}, egress: [{ toEndpoints: [{ matchLabels: { app: 'none' } }] }] },
  });
  const seen = flow({ src_namespace: 'tools', src_pod: 'bare' }, DB, 5432);
  const { proof: { closed }, missed } = await adviceOn([seen], {}, [bare('tools', 'bare'), host, cilium]);
  expect([closed.length, missed.length]).toEqual([0, 1]);
  expect((await adviceOn([seen], {}, [bare('tools', 'bare'), cilium])).missed).toEqual([]);
});
