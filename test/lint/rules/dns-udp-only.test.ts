import { API, DNS, egress, pods, ports, RESOLVER, SHOP, WEB } from '../objects';
import { ruleTable } from '../table';

ruleTable('dns-udp-only', {
  'TCP is missing at the rule that opens UDP': {
    given: [...SHOP, RESOLVER, egress('shop/p', WEB, { to: [pods(API)] }, { ...DNS, ports: ports('53/UDP') })],
    found: ['warning NetworkPolicy shop/p spec.egress[1].ports | shop/web[Pod] -> kube-system/coredns[Pod] TCP 53: denied'],
  },
  'another policy may open TCP': {
    given: [...SHOP, RESOLVER, egress('shop/p', WEB, { ...DNS, ports: ports('53/UDP') }), egress('shop/q', {}, { ...DNS, ports: ports('53') })],
    found: [],
  },
});
