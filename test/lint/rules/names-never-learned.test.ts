import { API, cilium, RESOLVER, SHOP } from '../objects';
import { ruleTable } from '../table';

const NAMES = { toFQDNs: [{ matchPattern: '*.example.com' }] };
const dns = (more = {}) => ({ toEndpoints: [{ matchLabels: { 'k8s:io.kubernetes.pod.namespace': 'kube-system', 'k8s-app': 'kube-dns' } }], toPorts: [{ ports: [{ port: '53' }], ...more }] });
const seen = dns({ rules: { dns: [{ matchPattern: '*' }] } });
const found = (verdict: string) => [`error CiliumNetworkPolicy shop/p spec.egress[0].toFQDNs | shop/api[Pod] -> kube-system/coredns[Pod] UDP 53: ${verdict}`];

ruleTable('names-never-learned', {
  'no rule about DNS': { given: [...SHOP, RESOLVER, cilium('shop/p', API, { egress: [NAMES] })], found: found('denied') },
  'port 53 alone does not do': { given: [...SHOP, RESOLVER, cilium('shop/p', API, { egress: [NAMES, dns()] })], found: found('allowed') },
  'a rule with names': { given: [...SHOP, RESOLVER, cilium('shop/p', API, { egress: [NAMES, seen] })], found: [] },
  'in another policy for the same pods': { given: [...SHOP, RESOLVER, cilium('shop/p', API, { egress: [NAMES] }), cilium('shop/q', {}, { egress: [seen] })], found: [] },
  'in a policy for other pods': { given: [...SHOP, RESOLVER, cilium('shop/p', API, { egress: [NAMES] }), cilium('shop/q', { app: 'db' }, { egress: [seen] })], found: found('denied') },
  'in one that may not be read': {
    given: [...SHOP, RESOLVER, cilium('shop/p', API, { egress: [NAMES] }), cilium('shop/q', {}, { egress: [{ ...seen, toEntities: ['world'] }] })],
    found: [],
  },
  'blocks need no names': { given: [...SHOP, RESOLVER, cilium('shop/p', API, { egress: [{ toCIDR: ['192.0.2.0/24'] }] })], found: [] },
});
