import { block, DNS, egress, pod, ports, RESOLVER, service, SHOP, WEB } from '../objects';
import { ruleTable } from '../table';

ruleTable('dns-node-local', {
  'the address of the node is closed': {
    given: [...SHOP, RESOLVER, pod('kube-system/cache', { 'k8s-app': 'node-local-dns' }, { hostNetwork: true }), egress('shop/p', WEB, DNS)],
    found: ['error NetworkPolicy shop/p spec.egress | shop/web[Pod] -> 169.254.20.10 UDP 53: denied'],
  },
  'the cluster address of kube-dns will do': {
    given: [
      ...SHOP,
      RESOLVER,
      pod('kube-system/cache', { 'k8s-app': 'node-local-dns' }, { hostNetwork: true }),
      service('kube-system/kube-dns', { 'k8s-app': 'kube-dns' }, [{ port: 53, protocol: 'UDP' }], { clusterIP: '10.96.0.10' }),
      egress('shop/p', WEB, DNS, { to: [block('10.96.0.10/32')], ports: ports('53/UDP') }),
    ],
    found: [],
  },
  'a cache of usual pods is selected like others': {
    given: [...SHOP, RESOLVER, pod('kube-system/cache', { 'k8s-app': 'node-local-dns' }), egress('shop/p', WEB, DNS)],
    found: [],
  },
});
