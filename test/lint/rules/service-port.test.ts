import { API, block, cilium, egress, ingress, pod, pods, ports, service, SHOP, WEB } from '../objects';
import { ruleTable } from '../table';

const HTTPS = service('shop/api', API, [{ port: 443, targetPort: 8080, nodePort: 30443 }], { type: 'NodePort' });

ruleTable('service-port', {
  'the target port is closed': {
    given: [...SHOP, service('shop/api', API, [{ port: 80, targetPort: 8080 }]), ingress('shop/p', API, { from: [pods(WEB)], ports: ports('80') })],
    found: ['error NetworkPolicy shop/p spec.ingress[0].ports | shop/web[Pod] -> shop/api[Pod] TCP 8080: denied'],
  },
  'egress is judged at the destination': {
    given: [...SHOP, service('shop/api', API, [{ port: 80, targetPort: 8080 }]), egress('shop/p', WEB, { to: [pods(API)], ports: ports('80') })],
    found: ['error NetworkPolicy shop/p spec.egress[0].ports | shop/web[Pod] -> shop/api[Pod] TCP 8080: denied'],
  },
  'both numbers are open': {
    given: [...SHOP, service('shop/api', API, [{ port: 80, targetPort: 8080 }]), ingress('shop/p', API, { from: [pods(WEB)], ports: ports('80', '8080') })],
    found: [],
  },
  'another rule opens the target port': {
    given: [...SHOP, service('shop/api', API, [{ port: 80, targetPort: 8080 }]), ingress('shop/p', API, { from: [pods(WEB)], ports: ports('80') }, { from: [pods({})], ports: ports('8080') })],
    found: [],
  },
  'a target port by name': {
    given: [pod('shop/web', WEB), pod('shop/api', API, { ports: ['http:8080'] }), service('shop/api', API, [{ port: 80, targetPort: 'http' }]), ingress('shop/p', API, { from: [pods(WEB)], ports: ports('80') })],
    found: ['error NetworkPolicy shop/p spec.ingress[0].ports | shop/web[Pod] -> shop/api[Pod] TCP 8080: denied'],
  },
  'a port of a rule of Cilium': {
    given: [...SHOP, service('shop/api', API, [{ port: 80, targetPort: 8080 }]), cilium('shop/p', API, { ingress: [{ fromEndpoints: [{}], toPorts: [{ ports: [{ port: '80' }] }] }] })],
    found: ['error CiliumNetworkPolicy shop/p spec.ingress[0].toPorts | shop/web[Pod] -> shop/api[Pod] TCP 8080: denied'],
  },
  'for everyone': {
    given: [...SHOP, HTTPS, ingress('shop/p', API, { ports: ports('443') })],
    found: ['error NetworkPolicy shop/p spec.ingress[0].ports | 203.0.113.1 -> shop/api[Pod] TCP 8080: denied'],
  },
  'for a block': {
    given: [...SHOP, HTTPS, ingress('shop/p', API, { from: [block('198.51.100.0/24')], ports: ports('443') })],
    found: ['error NetworkPolicy shop/p spec.ingress[0].ports | 198.51.100.1 -> shop/api[Pod] TCP 8080: denied'],
  },
  'a node port': {
    given: [...SHOP, HTTPS, ingress('shop/p', API, { ports: ports('30443') })],
    found: ['error NetworkPolicy shop/p spec.ingress[0].ports | 203.0.113.1 -> shop/api[Pod] TCP 8080: denied'],
  },
  'everyone may use the target port, too': { given: [...SHOP, HTTPS, ingress('shop/p', API, { ports: ports('443') }, { ports: ports('8080') })], found: [] },
});
