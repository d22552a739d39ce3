import { API, cilium, cluster, ingress, namespaces, pod, ports, SHOP, WEB } from '../objects';
import { ruleTable } from '../table';

ruleTable('open-to-every-namespace', {
  'any pod of any namespace': {
    given: [...SHOP, pod('ops/tool', WEB), ingress('shop/p', API, { from: [namespaces({})], ports: ports('8080') })],
    found: ['info NetworkPolicy shop/p spec.ingress[0].from[0].namespaceSelector | ops/tool[Pod] -> shop/api[Pod] TCP 8080: allowed'],
  },
  'the input has no pod of another namespace': {
    given: [...SHOP, ingress('shop/p', API, { from: [namespaces({})] })],
    found: [
      'info NetworkPolicy shop/p spec.ingress[0].from[0].namespaceSelector | any-namespace/any-pod[Pod] (assumed) -> shop/api[Pod] TCP 8080: allowed',
    ],
  },
  'some pods of any namespace, of which the input has none': {
    given: [
      ...SHOP,
      ingress('shop/p', API, { from: [{ ...namespaces({}), podSelector: { matchLabels: { role: 'scraper' } } }], ports: ports('8080') }),
    ],
    found: [
      'info NetworkPolicy shop/p spec.ingress[0].from[0].namespaceSelector | '
        + 'any-namespace/any-pod role=scraper[Pod] (assumed) -> shop/api[Pod] TCP 8080: allowed',
    ],
  },
  'such a pod, which an administrator keeps out': {
    given: [
      ...SHOP,
      cluster('out', 'Admin', 1, { subject: { namespaces: {} }, ingress: [{ action: 'Deny', from: [{ namespaces: {} }] }] }),
      ingress('shop/p', API, { from: [namespaces({})] }),
    ],
    found: [],
  },
  'the entity of the cluster': {
    given: [...SHOP, pod('pay/web', WEB), cilium('shop/p', API, { ingress: [{ fromEntities: ['cluster'] }] })],
    found: ['info CiliumNetworkPolicy shop/p spec.ingress[0].fromEntities | pay/web[Pod] -> shop/api[Pod] TCP 8080: allowed'],
  },
});
