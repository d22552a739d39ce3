import { adviceOn, API, DB, flow } from './world';

const lookup = (destination: object, more: object = {}) => flow(API, destination, 53, { protocol: 'UDP', ...more });
const fenced = { fence: ['shop'] };

test.each([
  ['a pod that the input lacks', { dst_namespace: 'kube-system', dst_workload: 'rke2-coredns' }],
  ['a Service that the input lacks', { dst_namespace: 'kube-system', dst_service: 'kube-dns', dst_ip: '10.96.0.10' }],
  ['a namespace alone', { dst_namespace: 'kube-system', dst_ip: '10.244.0.9' }],
])('takes lookups at %s of the system for lookups of the cluster DNS', async (_, destination) => {
  const { typescript, missed, remarks, proof } = await adviceOn([lookup(destination), flow(API, DB)], fenced);
  expect(typescript).toContain('DnsProfile.kubeDns()');
  expect(missed).toEqual([]);
  expect(proof).toMatchObject({ admitted: 2, wanted: 2 });
  expect(remarks.join('\n')).toContain('is taken for the cluster DNS, whose pods have the labels k8s-app=kube-dns');
  expect(remarks.join('\n')).not.toContain('was seen to resolve');
});

test('knows the resolver of OpenShift by its namespace and its two ports', async () => {
  const { typescript, missed } = await adviceOn([flow(API, { dst_namespace: 'openshift-dns', dst_workload: 'dns-default' }, 5353, { protocol: 'UDP' })], fenced);
  expect(typescript).toContain('DnsProfile.openShift()');
  expect(missed).toEqual([]);
});

test('takes other ports, other namespaces and resolvers of the nodes for what they are: not known', async () => {
  const flows = [
    flow(API, { dst_namespace: 'kube-system', dst_workload: 'metrics-server' }, 443), lookup({ dst_namespace: 'tools', dst_workload: 'bind' }),
    lookup({ dst_namespace: 'kube-system', dst_workload: 'node-local-dns' }),
  ];
  const { typescript, missed, remarks } = await adviceOn(flows, fenced);
  expect(missed).toHaveLength(3);
  expect(typescript).toContain('DnsProfile.none()');
  // what the record holds is not denied
  expect(remarks.join('\n')).toContain('pods of shop looked up names');
  expect(remarks.join('\n')).not.toContain('was seen to resolve');
});

test('says that lookups were seen, also where they were denied at the time', async () => {
  const { remarks } = await adviceOn([lookup({ dst_namespace: 'kube-system', dst_workload: 'coredns' }, { verdict: 'DROPPED' }), flow(API, DB)], fenced);
  expect(remarks.join('\n')).not.toContain('was seen to resolve');
});
