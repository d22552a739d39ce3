import { DNS, egress, pod, RESOLVER, SHOP, WEB } from '../objects';
import { ruleTable } from '../table';

ruleTable('dns-node-local', {
  'the address of the node is closed': {
    given: [...SHOP, RESOLVER, pod('kube-system/cache', { 'k8s-app': 'node-local-dns' }, { hostNetwork: true }), egress('shop/p', WEB, DNS)],
    found: ['error NetworkPolicy shop/p spec.egress | shop/web[Pod] -> 169.254.20.10 UDP 53: denied'],
  },
  'a cache of usual pods is selected like others': {
    given: [...SHOP, RESOLVER, pod('kube-system/cache', { 'k8s-app': 'node-local-dns' }), egress('shop/p', WEB, DNS)],
    found: [],
  },
});
