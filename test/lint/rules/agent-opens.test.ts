import { API, ingress, pod, pods, policy, ports, SHOP, WEB } from '../objects';
import { checkObjects } from '../run';
import { ruleTable } from '../table';

ruleTable('agent-opens', {
  'either direction of a policy with both suffices': {
    given: [...SHOP, policy('shop/p', { podSelector: {}, policyTypes: ['Ingress', 'Egress'], ingress: [{ from: [pods(WEB)] }] })],
    cni: 'kube-router',
    found: [
      'error NetworkPolicy shop/p spec | shop/web[Pod] -> shop/api[Pod] TCP 8080: allowed (the specification: denied)',
      'error NetworkPolicy shop/p spec | shop/web[Pod] -> shop/db[Pod] TCP 5432: allowed (the specification: denied)',
    ],
  },
  'a name that no container declares opens every port': {
    given: [...SHOP, ingress('shop/p', API, { from: [pods(WEB)], ports: ports('http') })],
    cni: 'kube-router',
    found: ['error NetworkPolicy shop/p spec | shop/web[Pod] -> shop/api[Pod] TCP 8080: allowed (the specification: denied)'],
  },
  'of several entries of appliedTo, Antrea takes the last one': {
    given: [...SHOP, {
      apiVersion: 'crd.antrea.io/v1beta1',
      kind: 'ClusterNetworkPolicy',
      metadata: { name: 'p' },
      spec: { priority: 5, appliedTo: [API, WEB].map((matchLabels) => ({ podSelector: { matchLabels } })), ingress: [{ action: 'Drop', from: [{ namespaces: { match: 'Self' } }] }] },
    }],
    cni: 'antrea',
    found: ['error ClusterNetworkPolicy p spec | shop/db[Pod] -> shop/api[Pod] TCP 8080: allowed (the specification: denied)', 'error ClusterNetworkPolicy p spec | shop/web[Pod] -> shop/api[Pod] TCP 8080: allowed (the specification: denied)'],
  },
  'an agent that does what the words say': { given: [...SHOP, ingress('shop/p', API, { from: [pods(WEB)], ports: ports('http') })], cni: 'kube-network-policies', found: [] },
});

test('of many pods that are alike the first fifty pairs are shown, and the rest is counted', () => {
  const many = [...Array(11).keys()].map((i) => pod(`shop/web-${i}`, WEB));
  const given = [...many, policy('shop/p', { podSelector: {}, policyTypes: ['Ingress', 'Egress'], ingress: [{ from: [pods(WEB)] }] })];
  expect(checkObjects(given, { cni: 'kube-router' }).filter(({ rule }) => rule === 'agent-opens')).toHaveLength(50);
  // 11 pods have 110 ordered pairs
  const counted = checkObjects(given, { cni: 'kube-router' }).flatMap(({ morePairs }) => morePairs ?? []);
  expect(counted).toEqual([60]);
  const few = checkObjects([...many.slice(4), given[11]], { cni: 'kube-router' }).filter(({ rule }) => rule === 'agent-opens');
  expect(few).toHaveLength(42);
  expect(few.filter(({ morePairs }) => morePairs !== undefined)).toEqual([]);
});
