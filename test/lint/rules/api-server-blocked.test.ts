import { API, DNS, egress, pod, service } from '../objects';
import { ruleTable } from '../table';

ruleTable('api-server-blocked', {
  'the Service is known, the nodes are not': {
    given: [pod('shop/op', API, { serviceAccountName: 'op' }), service('default/kubernetes', {}, [{ port: 443 }], { clusterIP: '10.96.0.1' }), egress('shop/p', API, DNS)],
    found: ['warning NetworkPolicy shop/p spec.egress | shop/op[Pod] -> 10.96.0.1 TCP 443: denied'],
  },
  'the default account seldom asks': {
    given: [pod('shop/op', API, { serviceAccountName: 'default' }), service('default/kubernetes', {}, [{ port: 443 }], { clusterIP: '10.96.0.1' }), egress('shop/p', API, DNS)],
    found: [],
  },
  'the address of the API server is unknown': { given: [pod('shop/op', API, { serviceAccountName: 'op' }), egress('shop/p', API, DNS)], found: [] },
});
