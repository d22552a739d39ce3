import { API, cilium, SHOP } from '../objects';
import { ruleTable } from '../table';

const from = (...fromEntities: string[]) => cilium('shop/p', API, { ingress: [{ fromEntities }] });
const found = ['info CiliumNetworkPolicy shop/p spec.ingress[0].fromEntities'];

ruleTable('nodes-admitted', {
  'the whole cluster': { given: [...SHOP, from('cluster')], found },
  'the other nodes': { given: [...SHOP, from('remote-node', 'health')], found },
  'the own node is always let in': { given: [...SHOP, from('host')], found: [] },
  'everyone is another matter': { given: [...SHOP, from('all')], found: [] },
  'to nodes': { given: [...SHOP, cilium('shop/p', API, { egress: [{ toEntities: ['cluster'] }] })], found: [] },
  'a rule that denies': { given: [...SHOP, cilium('shop/p', API, { ingressDeny: [{ fromEntities: ['cluster'] }] })], found: [] },
});
