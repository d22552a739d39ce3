import { API, block, egress, NAME, namespaces, pods, ports, RESOLVER, SHOP, WEB } from '../objects';
import { ruleTable } from '../table';

ruleTable('dns-blocked', {
  'egress to pods without DNS is an error': {
    given: [...SHOP, RESOLVER, egress('shop/p', WEB, { to: [pods(API)] })],
    found: ['error NetworkPolicy shop/p spec.egress | shop/web[Pod] -> kube-system/coredns[Pod] UDP 53: denied'],
  },
  'egress to addresses alone may do without names': {
    given: [...SHOP, RESOLVER, egress('shop/p', WEB, { to: [block('198.51.100.0/24')] })],
    found: ['warning NetworkPolicy shop/p spec.egress | shop/web[Pod] -> kube-system/coredns[Pod] UDP 53: denied'],
  },
  'a resolver that the input does not show may be the one of the rule': {
    given: [...SHOP, egress('shop/p', WEB, { to: [pods(API)] }, { to: [namespaces({ [NAME]: 'dns' })], ports: ports('53/UDP') })],
    found: ['warning NetworkPolicy shop/p spec.egress | shop/web[Pod] -> kube-system/kube-dns[Deployment] (assumed) UDP 53: denied'],
  },
  'a resolver that is stated is none that is assumed': {
    given: [...SHOP, egress('shop/p', WEB, { to: [pods(API)] })],
    dns: 'kube-dns',
    found: ['error NetworkPolicy shop/p spec.egress | shop/web[Pod] -> kube-system/kube-dns[Deployment] UDP 53: denied'],
  },
  'the resolver that is stated is the one of the connection': {
    given: [...SHOP, egress('shop/p', WEB, { to: [pods(API)] })],
    dns: 'open-shift',
    found: ['error NetworkPolicy shop/p spec.egress | shop/web[Pod] -> openshift-dns/dns-default[DaemonSet] UDP 5353: denied'],
  },
  'where it is stated that there is no resolver, none is missed': { given: [...SHOP, egress('shop/p', WEB, { to: [pods(API)] })], dns: 'none', found: [] },
  'who may open nothing needs no names': { given: [...SHOP, RESOLVER, egress('shop/p', WEB)], found: [] },
  'an address of NodeLocal DNSCache will do': {
    given: [...SHOP, RESOLVER, egress('shop/p', WEB, { to: [pods(API)] }, { to: [block('169.254.20.10/32')], ports: ports('53/UDP') })],
    found: [],
  },
  'pods alike are told once': {
    given: [...SHOP, RESOLVER, egress('shop/p', {}, { to: [pods({})] })],
    found: ['error NetworkPolicy shop/p spec.egress | shop/web[Pod] -> kube-system/coredns[Pod] UDP 53: denied'],
  },
});
