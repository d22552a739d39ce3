import type { Workload } from '../../../src/model';
import { formatAddress } from '../../../src/sets';
import { errorsOf, read } from '../meaning';

const pod = (parts: { metadata?: object; spec?: object; status?: object } = {}) => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'web-1', namespace: 'shop', ...parts.metadata },
  spec: { containers: [{ name: 'c' }], ...parts.spec },
  status: parts.status,
});
const owner = (kind: string | undefined, name: string, controller = true) => ({ ownerReferences: [{ apiVersion: 'apps/v1', kind, name, uid: 'u', controller }] });
const one = (object: unknown): Workload => {
  const { cluster } = read([object]);
  expect(cluster.workloads).toHaveLength(1);
  return cluster.workloads[0];
};
const template = (kind: string, spec: object = {}, metadata: object = {}, apiVersion = 'apps/v1') => ({
  apiVersion,
  kind,
  metadata: { name: 'web', namespace: 'shop', ...metadata },
  spec: { template: { metadata: { labels: { app: 'web' } }, spec: { containers: [{ ports: [{ name: 'http', containerPort: 8080 }] }] } }, ...spec },
});

describe('pods', () => {
  test('a pod with all that a policy can see', () => {
    const workload = one(pod({
      metadata: { labels: { app: 'web' } },
      spec: { nodeName: 'n1', serviceAccountName: 'robot', hostNetwork: true, containers: [{ ports: [{ name: 'http', containerPort: 80 }] }, { ports: [{ containerPort: 53, protocol: 'UDP' }] }] },
      status: { podIP: '10.0.0.1', podIPs: [{ ip: '10.0.0.1' }, { ip: 'fd00::1' }] },
    }));
    expect(workload).toMatchObject({
      namespace: 'shop',
      name: 'web-1',
      kind: 'Pod',
      pod: 'web-1',
      labels: { app: 'web' },
      hostNetwork: true,
      replicas: 1,
      node: 'n1',
      serviceAccount: 'robot',
      ports: [{ name: 'http', port: 80, protocol: 'TCP' }, { port: 53, protocol: 'UDP' }],
    });
    expect(workload.addresses.map(formatAddress)).toEqual(['10.0.0.1', 'fd00::1']);
    expect(workload.origin!.label).toBe('Pod shop/web-1');
  });

  test('the least pod', () => {
    expect(one({ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'p' }, spec: { containers: [] } })).toMatchObject({ namespace: 'default', labels: {}, ports: [], addresses: [], hostNetwork: false });
  });

  test.each([
    ['its controller', owner('ReplicaSet', 'web-abc'), ['web-abc', 'ReplicaSet']],
    ['itself, when the owner is no controller', owner('ReplicaSet', 'web-abc', false), ['web-1', 'Pod']],
    ['itself, when a node owns it', owner('Node', 'n1'), ['web-1', 'Pod']],
    ['its owner as a Pod, when that has no kind', owner(undefined, 'web-abc'), ['web-abc', 'Pod']],
  ])('a pod is named by %s', (_, metadata, expected) => {
    const { name, kind, pod: own } = one(pod({ metadata }));
    expect([name, kind, own]).toEqual([...expected, 'web-1']);
  });

  test('ports go from 1 to 65535', () => {
    const spec = { containers: [{ ports: [{ containerPort: 1 }, { containerPort: 65535 }] }] };
    expect(one(pod({ spec })).ports.map(({ port }) => port)).toEqual([1, 65535]);
    expect(read([pod({ spec })]).problems).toEqual([]);
  });

  test('of the init containers, sidecars keep their ports', () => {
    const initContainers = [{ ports: [{ containerPort: 1 }] }, { restartPolicy: 'Always', ports: [{ name: 'mesh', containerPort: 2 }] }];
    expect(one(pod({ spec: { containers: [{}], initContainers } })).ports).toEqual([{ name: 'mesh', port: 2, protocol: 'TCP' }]);
  });

  test('pods that ran to their end are counted and left out', () => {
    const { cluster, finishedPods } = read([pod({ status: { phase: 'Succeeded' } }), pod({ metadata: { name: 'b' }, status: { phase: 'Failed' } }), pod({ metadata: { name: 'c' }, status: { phase: 'Running' } })]);
    expect([cluster.workloads.length, finishedPods]).toEqual([1, 2]);
  });

  test.each([
    ['labels that are no texts', pod({ metadata: { labels: { a: 1, b: 'c' } } }), 'metadata.labels', { labels: { b: 'c' } }],
    ['labels that are no object', pod({ metadata: { labels: ['a'] } }), 'metadata.labels', { labels: {} }],
    ['a label with a blank', pod({ metadata: { labels: { a: 'b c' } } }), 'metadata.labels', {}],
    ['a port that is no number', pod({ spec: { containers: [{ ports: [{ containerPort: '80' }] }] } }), 'spec.containers[0].ports[0].containerPort', { ports: [] }],
    ['a port out of range', pod({ spec: { containers: [{}, { ports: [{ containerPort: 65536 }] }] } }), 'spec.containers[1].ports[0].containerPort', { ports: [] }],
    ['a port of another protocol', pod({ spec: { containers: [{ ports: [{ containerPort: 80, protocol: 'tcp' }] }] } }), 'spec.containers[0].ports[0].protocol', { ports: [] }],
    ['a port whose name is none', pod({ spec: { containers: [{ ports: [{ containerPort: 80, name: 'HTTP' }] }] } }), 'spec.containers[0].ports[0].name', { ports: [{ name: 'HTTP', port: 80 }] }],
    ['ports that are no list', pod({ spec: { containers: [{ ports: {} }] } }), 'spec.containers[0].ports', { ports: [] }],
    ['no containers', pod({ spec: { containers: undefined } }), 'spec.containers', { ports: [] }],
    ['an address that is none', pod({ status: { podIP: '10.0.0' } }), 'status.podIP', { addresses: [] }],
    ['hostNetwork that is a text', pod({ spec: { hostNetwork: 'false' } }), 'spec.hostNetwork', { hostNetwork: true }],
  ])('a pod with %s is an error, and a workload still', (_, object, path, expected) => {
    const decoded = read([object]);
    expect(errorsOf(decoded).map(({ message }) => message).join('\n')).toContain(`Pod shop/web-1: ${path} `);
    expect(decoded.cluster.workloads).toMatchObject([expected]);
  });

  test('a null protocol and name are absent; a null label is empty', () => {
    const containers = [{ ports: null }, { ports: [{ containerPort: 80, protocol: null, name: null }] }];
    const object = pod({ metadata: { labels: { a: null } }, spec: { containers } });
    expect(one(object)).toMatchObject({ labels: { a: '' }, ports: [{ port: 80, protocol: 'TCP' }] });
    expect(read([object]).problems).toEqual([]);
  });
});

describe('pod templates', () => {
  test.each([
    ['Deployment', {}, 'apps/v1', 1],
    ['Deployment', { replicas: 3 }, 'extensions/v1beta1', 3],
    ['ReplicaSet', { replicas: 0 }, 'apps/v1', 0],
    ['StatefulSet', { replicas: null }, 'apps/v1', 1],
    ['DaemonSet', { replicas: 9 }, 'apps/v1', 1],
    ['ReplicationController', { replicas: 2 }, 'v1', 2],
    ['Job', { parallelism: 4 }, 'batch/v1', 4],
    ['Rollout', { replicas: 5 }, 'argoproj.io/v1alpha1', 5],
  ])('%s %j of %s', (kind, spec, apiVersion, replicas) => {
    expect(one(template(kind, spec, {}, apiVersion))).toMatchObject({ namespace: 'shop', name: 'web', kind, labels: { app: 'web' }, ports: [{ name: 'http', port: 8080, protocol: 'TCP' }], replicas });
    expect(one(template(kind, spec, {}, apiVersion)).pod).toBeUndefined();
  });

  test.each(['batch/v1', 'example.org/v1'])('a CronJob of %s', (apiVersion) => {
    const { spec } = template('Job', { parallelism: 2 });
    const object = { apiVersion, kind: 'CronJob', metadata: { name: 'night' }, spec: { jobTemplate: { spec } } };
    expect(one(object)).toMatchObject({ namespace: 'default', name: 'night', kind: 'CronJob', labels: { app: 'web' }, replicas: 2 });
  });

  test('errors name the field below the template', () => {
    const broken = (spec: object) => errorsOf(read([template('Deployment', spec)])).map(({ message }) => message).join('\n');
    expect(broken({ template: { metadata: { labels: { a: 1 } }, spec: { containers: [{ ports: [{ containerPort: 0 }] }] } } })).toMatch(/spec\.template\.metadata\.labels [^]*spec\.template\.spec\.containers\[0\]\.ports\[0\]\.containerPort /);
    expect(broken({ template: undefined })).toContain('spec.template must be a pod template');
    expect([undefined, 'x'].map((value) => errorsOf(read([template('Deployment', { template: value })]))[0].code)).toEqual(['missing-field', 'wrong-type']);
    expect(broken({ replicas: -1 })).toContain('spec.replicas ');
  });
});
