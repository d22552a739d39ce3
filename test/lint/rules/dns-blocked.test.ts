import { API, block, DNS, egress, ingress, NAME, namespaces, pod, pods, ports, RESOLVER, SHOP, WEB } from '../objects';
import { ruleTable } from '../table';

const INTERNET = block('0.0.0.0/0', '10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16');
const KUBE_DNS = { 'k8s-app': 'kube-dns' };

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
  'the internet but for private blocks does not hold the resolver, wherever it is': {
    given: [...SHOP, RESOLVER, egress('shop/p', WEB, { to: [INTERNET] })],
    found: ['warning NetworkPolicy shop/p spec.egress | shop/web[Pod] -> kube-system/coredns[Pod] UDP 53: denied'],
  },
  'nor one that is not shown': {
    given: [...SHOP, egress('shop/p', WEB, { to: [INTERNET], ports: ports('443', '53/UDP') })],
    found: ['warning NetworkPolicy shop/p spec.egress | shop/web[Pod] -> kube-system/kube-dns[Deployment] at 10.0.0.53 (assumed) UDP 53: denied'],
  },
  'nor one whose address is not shown': {
    given: [...SHOP, pod('kube-system/coredns', KUBE_DNS), egress('shop/p', WEB, { to: [INTERNET] })],
    found: ['warning NetworkPolicy shop/p spec.egress | shop/web[Pod] -> kube-system/coredns[Pod] at 10.0.0.53 (assumed) UDP 53: denied'],
  },
  'it may have an address of a block that is left in': { given: [...SHOP, egress('shop/p', WEB, { to: [block('0.0.0.0/0', '10.0.0.0/8')] })], found: [] },
  'the internet holds NodeLocal DNSCache where it runs': {
    given: [...SHOP, RESOLVER, pod('kube-system/node-local-dns', { 'k8s-app': 'node-local-dns' }, { hostNetwork: true }), egress('shop/p', WEB, { to: [INTERNET] })],
    found: [],
  },
  'a resolver of the rule, outside': { given: [...SHOP, RESOLVER, egress('shop/p', WEB, { to: [block('198.51.100.53/32')], ports: ports('53/UDP') }, { to: [pods(API)] })], found: [] },
  'the policy at the resolver is to blame': {
    given: [...SHOP, RESOLVER, ingress('kube-system/deny', {}), egress('shop/p', WEB, { to: [pods(API)] }, DNS)],
    found: ['error NetworkPolicy kube-system/deny spec.ingress | shop/web[Pod] -> kube-system/coredns[Pod] UDP 53: denied'],
  },
  'a baseline at the resolver is to blame': {
    given: [...SHOP, RESOLVER, {
      apiVersion: 'policy.networking.k8s.io/v1alpha1',
      kind: 'BaselineAdminNetworkPolicy',
      metadata: { name: 'default' },
      spec: { subject: { namespaces: {} }, ingress: [{ action: 'Deny', from: [{ namespaces: {} }] }] },
    }],
    found: ['error BaselineAdminNetworkPolicy default spec.ingress[0] | shop/web[Pod] -> kube-system/coredns[Pod] UDP 53: denied'],
  },
  'both sides are to blame': {
    given: [...SHOP, RESOLVER, ingress('kube-system/deny', {}), egress('shop/p', WEB, { to: [pods(API)] })],
    found: [
      'error NetworkPolicy kube-system/deny spec.ingress | shop/api[Pod] -> kube-system/coredns[Pod] UDP 53: denied',
      'error NetworkPolicy shop/p spec.egress | shop/web[Pod] -> kube-system/coredns[Pod] UDP 53: denied',
    ],
  },
  'a resolver that is not shown, in a namespace that is closed': {
    given: [...SHOP, ingress('kube-system/deny', {})],
    found: ['warning NetworkPolicy kube-system/deny spec.ingress | shop/web[Pod] -> kube-system/kube-dns[Deployment] (assumed) UDP 53: denied'],
  },
  'the resolver admits some': {
    given: [...SHOP, RESOLVER, ingress('kube-system/dns', KUBE_DNS, { from: [{ namespaceSelector: {} }], ports: ports('53/UDP', '53') }), egress('shop/p', WEB, DNS)],
    found: [],
  },
});
