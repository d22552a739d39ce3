import { block, DNS, egress, ports, RESOLVER, SHOP, WEB } from '../objects';
import { ruleTable } from '../table';

ruleTable('dns-tcp-only', {
  'a port without protocol is TCP': {
    given: [...SHOP, RESOLVER, egress('shop/p', WEB, { ...DNS, ports: ports('53') })],
    found: ['error NetworkPolicy shop/p spec.egress | shop/web[Pod] -> kube-system/coredns[Pod] UDP 53: denied'],
  },
  'UDP to NodeLocal DNSCache will do': {
    given: [...SHOP, RESOLVER, egress('shop/p', WEB, { ...DNS, ports: ports('53') }, { to: [block('169.254.20.10/32')] })],
    found: [],
  },
});
