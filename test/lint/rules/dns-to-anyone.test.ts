import { egress, ports, RESOLVER, SHOP, WEB } from '../objects';
import { ruleTable } from '../table';

ruleTable('dns-to-anyone', {
  'port 53 without peers': {
    given: [...SHOP, RESOLVER, egress('shop/p', WEB, { ports: ports('53/UDP') })],
    found: ['info NetworkPolicy shop/p spec.egress[0] | shop/web[Pod] -> 203.0.113.1 UDP 53: allowed'],
  },
  'a pod that may reach the web can send data out anyway': {
    given: [...SHOP, RESOLVER, egress('shop/p', WEB, { ports: ports('53/UDP', '443') })],
    found: [],
  },
});
