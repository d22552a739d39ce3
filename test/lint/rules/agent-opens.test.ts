import { API, ingress, pods, policy, ports, SHOP, WEB } from '../objects';
import { ruleTable } from '../table';

ruleTable('agent-opens', {
  'either direction of a policy with both suffices': {
    given: [...SHOP, policy('shop/p', { podSelector: {}, policyTypes: ['Ingress', 'Egress'], ingress: [{ from: [pods(WEB)] }] })],
    cni: 'kube-router',
    found: [
      'error NetworkPolicy shop/p spec | shop/web[Pod] -> shop/api[Pod] TCP 8080: allowed (the words of the API: denied)',
      'error NetworkPolicy shop/p spec | shop/web[Pod] -> shop/db[Pod] TCP 5432: allowed (the words of the API: denied)',
    ],
  },
  'a name that nobody declares opens every port': {
    given: [...SHOP, ingress('shop/p', API, { from: [pods(WEB)], ports: ports('http') })],
    cni: 'kube-router',
    found: ['error NetworkPolicy shop/p spec | shop/web[Pod] -> shop/api[Pod] TCP 8080: allowed (the words of the API: denied)'],
  },
  'an agent that does what the words say': { given: [...SHOP, ingress('shop/p', API, { from: [pods(WEB)], ports: ports('http') })], cni: 'kube-network-policies', found: [] },
});
