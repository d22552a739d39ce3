import { errorsOf, meaning, read } from '../meaning';

const object = (apiVersion: string, kind: string, namespace?: string) => ({ apiVersion, kind, metadata: { name: 'x', ...(namespace && { namespace }) }, spec: {} });

const everywhere = 'where ';
const inShop = 'in shop';

test.each([
  ['cilium.io/v1', 'CiliumNetworkPolicy', inShop, 2],
  ['cilium.io/v1', 'CiliumClusterwideNetworkPolicy', everywhere, 2],
  ['projectcalico.org/v4', 'NetworkPolicy', inShop, 2],
  ['projectcalico.org/v4', 'GlobalNetworkPolicy', everywhere, 2],
  ['crd.projectcalico.org/v2', 'NetworkPolicy', inShop, 2],
  ['crd.projectcalico.org/v2', 'GlobalNetworkPolicy', everywhere, 2],
  ['crd.antrea.io/v1alpha1', 'NetworkPolicy', inShop, 2],
  ['crd.antrea.io/v1alpha1', 'ClusterNetworkPolicy', everywhere, 2],
  ['policy.networking.k8s.io/v1alpha3', 'ClusterNetworkPolicy', everywhere, 2],
  ['policy.networking.k8s.io/v1', 'Whatever', everywhere, 2],
  ['policy.networking.k8s.io/v1alpha3', 'AdminNetworkPolicy', everywhere, 2],
  ['networking.k8s.aws/v1alpha1', 'ClusterNetworkPolicy', everywhere, 2],
  ['networking.k8s.aws/v1alpha1', 'ApplicationNetworkPolicy', inShop, 2],
  ['k8s.ovn.org/v1', 'EgressFirewall', inShop, 1],
  ['k8s.ovn.org/v1', 'UserDefinedNetwork', inShop, 2],
  ['k8s.ovn.org/v1', 'ClusterUserDefinedNetwork', everywhere, 2],
  ['networking.k8s.io/v2', 'NetworkPolicy', inShop, 2],
  ['extensions/v1beta1', 'NetworkPolicy', inShop, 2],
  ['example.org/v1', 'FancyNetworkPolicy', inShop, 2],
  ['networking.k8s.io/v1', 'Networkpolicy', inShop, 2],
  ['', 'NetworkPolicy', inShop, 2],
])('%s %s makes the pods %s unknown, loudly', (apiVersion, kind, namespaces, directions) => {
  const decoded = read([object(apiVersion, kind, 'shop')]);
  expect(errorsOf(decoded).filter(({ code }) => code === 'policy-kind-not-read')).toHaveLength(1);
  expect(decoded.problems.map(({ message }) => message).join()).toContain(namespaces === inShop ? 'the pods of namespace `shop`' : 'all pods');
  expect(decoded.policies).toHaveLength(1);
  expect(meaning(decoded.policies[0])).toMatchObject({ subject: [namespaces, ''], unread: `${kind} is not read`, rules: [] });
  expect(decoded.policies[0].isolates).toHaveLength(directions as number);
  expect([...decoded.ignored]).toEqual([]);
});

test('a namespaced kind without namespace belongs to the default one; an unknown kind may apply to all', () => {
  expect(meaning(read([object('cilium.io/v1', 'CiliumNetworkPolicy')]).policies[0])).toMatchObject({ subject: ['in default', ''] });
  expect(meaning(read([object('example.org/v1', 'FancyNetworkPolicy')]).policies[0])).toMatchObject({ subject: [everywhere, ''] });
});

test.each([['cilium.io/v2', 'CiliumEndpoint'], ['crd.antrea.io/v1alpha2', 'ClusterGroup'], ['controlplane.antrea.io/v1beta2', 'NetworkPolicy'], ['networking.k8s.aws/v1alpha1', 'PolicyEndpoint']])(
  '%s %s decides nothing', (apiVersion, kind) => {
    const decoded = read([object(apiVersion, kind, 'shop')]);
    expect([decoded.policies, decoded.problems, [...decoded.ignored]]).toEqual([[], [], []]);
  });
