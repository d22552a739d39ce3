import { formatAddress } from '../../../src/sets';
import { errorsOf, read } from '../meaning';

const object = (apiVersion: string, kind: string, metadata: object, rest: object = {}) => ({ apiVersion, kind, metadata, ...rest });

describe('namespaces', () => {
  const namespace = (metadata: object) => object('v1', 'Namespace', metadata);

  test('have their own name as a label, whatever the manifest says', () => {
    const { cluster } = read([namespace({ name: 'a', labels: { 'team': 'x', 'kubernetes.io/metadata.name': 'forged' } }), namespace({ name: 'b' })]);
    expect([...cluster.namespaces.values()].map(({ labels }) => labels)).toEqual([{ 'team': 'x', 'kubernetes.io/metadata.name': 'a' }, { 'kubernetes.io/metadata.name': 'b' }]);
    expect(cluster.namespaces.get('a')!.origin!.label).toBe('Namespace a');
  });

  test('that the input only names have that label, and others that are not known', () => {
    const { cluster } = read([
      object('v1', 'Pod', { name: 'p', namespace: 'a' }, { spec: { containers: [] } }),
      object('networking.k8s.io/v1', 'NetworkPolicy', { name: 'p', namespace: 'b' }, { spec: {} }),
      object('v1', 'ConfigMap', { name: 'c', namespace: 'c' }),
      namespace({ name: 'a', labels: { team: 'x' } }),
    ]);
    expect([...cluster.namespaces.keys()].sort()).toEqual(['a', 'b']);
    expect(cluster.namespaces.get('a')!.labels).toMatchObject({ team: 'x' });
    expect(cluster.namespaces.get('b')).toEqual({ name: 'b', labels: { 'kubernetes.io/metadata.name': 'b' }, openLabels: true });
  });

  test.each([
    ['a wrong level', { name: 'a', labels: { 'pod-security.kubernetes.io/warn': 'strict' } }, 'metadata.labels '],
    ['a wrong version', { name: 'a', labels: { 'pod-security.kubernetes.io/enforce-version': '1.30' } }, 'metadata.labels '],
    ['an upper-case name', { name: 'A' }, 'metadata.name '],
    ['labels beside texts', { name: 'a', labels: { x: 1 } }, 'metadata.labels.x '],
    ['an unknown field', { name: 'a', label: {} }, 'unknown field `metadata.label`'],
  ])('%s is an error', (_, metadata, path) => {
    expect(errorsOf(read([namespace(metadata)]))).toMatchObject([{ message: expect.stringContaining(`: ${path}`) }]);
  });

  test('one that is terminating, as a cluster shows it, is fine', () => {
    const shown = { ...namespace({ name: 'a', uid: 'u', creationTimestamp: '2026-01-02T03:04:05Z' }), spec: { finalizers: ['kubernetes'] }, status: { phase: 'Terminating', conditions: [{}] } };
    expect(read([shown]).problems).toEqual([]);
  });
});

test('nodes have labels and the addresses of their status', () => {
  const addresses = [{ type: 'Hostname', address: 'n1' }, { type: 'InternalIP', address: '10.0.0.1' }, { type: 'InternalIP', address: 'fd00::1' }, { type: 'ExternalIP', address: '10.0.0.1' }];
  const { cluster, problems } = read([object('v1', 'Node', { name: 'n1', labels: { role: 'worker' } }, { status: { addresses } })]);
  expect(cluster.nodes.map((node) => [node.name, node.labels, node.addresses.map(formatAddress)])).toEqual([['n1', { role: 'worker' }, ['10.0.0.1', 'fd00::1']]]);
  expect([problems, cluster.namespaces.size]).toEqual([[], 0]);
});

describe('services', () => {
  const service = (spec: object) => read([object('v1', 'Service', { name: 's', namespace: 'a' }, { spec })]);

  test('with selector, ports and addresses', () => {
    const [found] = service({ selector: { app: 'web' }, clusterIPs: ['10.96.0.1', 'fd00::1'], ports: [{ port: 80 }, { name: 'dns', port: 53, protocol: 'UDP', targetPort: 'dns' }, { port: 1, targetPort: 2 }] }).cluster.services;
    expect(found).toMatchObject({ namespace: 'a', name: 's', selector: { app: 'web' }, type: 'ClusterIP' });
    expect(found.ports).toEqual([{ port: 80, protocol: 'TCP', targetPort: 80 }, { name: 'dns', port: 53, protocol: 'UDP', targetPort: 'dns' }, { port: 1, protocol: 'TCP', targetPort: 2 }]);
    expect(found.addresses.map(formatAddress)).toEqual(['10.96.0.1', 'fd00::1']);
  });

  test.each([['absent', {}], ['null', { selector: null }], ['empty', { selector: {} }]])('a selector that is %s is none', (_, spec) => {
    const [found] = service({ ...spec, clusterIP: 'None', type: 'ExternalName' }).cluster.services;
    expect(found).toMatchObject({ addresses: [], type: 'ExternalName' });
    expect(found.selector).toBeUndefined();
  });

  test('an empty list of addresses leaves the single one; the largest port is one', () => {
    const [found] = service({ clusterIPs: [], clusterIP: '10.96.0.1', ports: [{ port: 65535, targetPort: 1 }] }).cluster.services;
    expect(found.addresses.map(formatAddress)).toEqual(['10.96.0.1']);
    expect(found.ports).toEqual([{ port: 65535, protocol: 'TCP', targetPort: 1 }]);
  });

  test('errors name the field', () => {
    const messages = errorsOf(service({ ports: [{ port: 0 }, { port: 80, protocol: 'tcp' }, { port: 80, targetPort: 70000 }] })).map(({ message }) => message).join('\n');
    expect(messages).toMatch(/spec\.ports\[0\]\.port [^]*spec\.ports\[1\]\.protocol [^]*spec\.ports\[2\]\.targetPort /);
  });
});

describe('ingress routes', () => {
  test.each([
    ['networking.k8s.io/v1', { defaultBackend: { service: { name: 'd', port: { number: 80 } } }, rules: [{ http: { paths: [{ backend: { service: { name: 'a', port: { name: 'http' } } } }, { backend: { resource: {} } }] } }, { host: 'x' }] }],
    ['extensions/v1beta1', { backend: { serviceName: 'd', servicePort: 80 }, rules: [{ http: { paths: [{ backend: { serviceName: 'a', servicePort: 'http' } }] } }] }],
  ])('an Ingress of %s', (apiVersion, spec) => {
    const { cluster } = read([object(apiVersion, 'Ingress', { name: 'i', namespace: 'a' }, { spec })]);
    expect(cluster.ingressRoutes).toMatchObject([{ kind: 'Ingress', namespace: 'a', name: 'i', backends: [{ service: 'd', port: 80 }, { service: 'a', port: 'http' }] }]);
  });

  test('a Route', () => {
    const spec = { to: { kind: 'Service', name: 'a' }, alternateBackends: [{ kind: 'Service', name: 'b' }, { kind: 'Other', name: 'c' }], port: { targetPort: 8080 } };
    const { cluster } = read([object('route.openshift.io/v1', 'Route', { name: 'r', namespace: 'a' }, { spec })]);
    expect(cluster.ingressRoutes).toMatchObject([{ kind: 'Route', backends: [{ service: 'a', port: 8080 }, { service: 'b', port: 8080 }] }]);
  });

  test.each([[undefined], [{ targetPort: '' }], [{ targetPort: null }]])('a Route with port %j means all ports', (port) => {
    const { cluster } = read([object('route.openshift.io/v1', 'Route', { name: 'r' }, { spec: { to: { name: 'a' }, port } })]);
    expect(cluster.ingressRoutes[0].backends).toEqual([{ service: 'a' }]);
  });
});
