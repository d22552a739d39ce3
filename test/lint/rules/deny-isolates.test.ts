import { API, cilium, ingress, pods, SHOP, WEB } from '../objects';
import { ruleTable } from '../table';

const deny = (more: Record<string, unknown> = {}) => cilium('shop/p', API, { ingressDeny: [{ fromEntities: ['world'] }], ...more });

ruleTable('deny-isolates', {
  'a lone rule that denies': { given: [...SHOP, deny()], found: ['warning CiliumNetworkPolicy shop/p spec.ingressDeny[0] | shop/web[Pod] -> shop/api[Pod] TCP 8080: denied'] },
  'of egress': {
    given: [...SHOP, cilium('shop/p', API, { egressDeny: [{ toEndpoints: [{ matchLabels: WEB }] }] })],
    found: ['warning CiliumNetworkPolicy shop/p spec.egressDeny[0] | shop/api[Pod] -> shop/db[Pod] TCP 5432: denied'],
  },
  'the port that a rule denies is no witness': {
    given: [...SHOP, cilium('shop/p', API, { ingressDeny: [{ toPorts: [{ ports: [{ port: '8080' }] }] }] })],
    found: ['warning CiliumNetworkPolicy shop/p spec.ingressDeny[0] | shop/web[Pod] -> shop/api[Pod] TCP 1: denied'],
  },
  'it does not isolate': { given: [...SHOP, deny({ enableDefaultDeny: { ingress: false } })], found: [] },
  'its own rule allows something': { given: [...SHOP, deny({ ingress: [{ fromEndpoints: [{ matchLabels: WEB }] }] })], found: [] },
  'another policy allows something': { given: [...SHOP, deny(), ingress('shop/n', API, { from: [pods(WEB)] })], found: [] },
  'a rule of Cilium without peers is one that allows nothing on purpose': { given: [...SHOP, deny({ ingress: [{}] })], found: [] },
  'a NetworkPolicy without rules means to isolate': { given: [...SHOP, ingress('shop/n', API)], found: [] },
  'everything is denied on purpose': { given: [...SHOP, cilium('shop/p', API, { ingressDeny: [{ fromEntities: ['all'] }] })], found: [] },
});
