import { egress, pod, ports, RESOLVER, SHOP, WEB } from '../objects';
import { ruleTable } from '../table';

ruleTable('dns-service-port', {
  '53 is the port of the Service': {
    given: [...SHOP, pod('openshift-dns/dns', { 'dns.operator.openshift.io/daemonset-dns': 'default' }), egress('shop/p', WEB, { ports: ports('53/UDP', '53') })],
    found: ['error NetworkPolicy shop/p spec.egress | shop/web[Pod] -> openshift-dns/dns[Pod] UDP 5353: denied'],
  },
  'elsewhere pods listen on 53': { given: [...SHOP, RESOLVER, egress('shop/p', WEB, { ports: ports('53/UDP', '53') })], found: [] },
});
