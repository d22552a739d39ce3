import { entrance, ingress, NAME, namespaces, pod, pods, service, SHOP, WEB } from '../objects';
import { ruleTable } from '../table';

ruleTable('ingress-backend-blocked', {
  'the controller of the input is closed out': {
    given: [pod('nginx/c', { app: 'ingress-nginx' }), ...SHOP, service('shop/web', WEB, [{ port: 80, targetPort: 8080 }]), entrance('shop/e', 'web', 80), ingress('shop/p', {}, { from: [pods({})] })],
    found: ['error Ingress shop/e spec | nginx/c[Pod] -> shop/web[Pod] TCP 8080: denied'],
  },
  'a controller on the host network comes from a node': {
    given: [
      pod('nginx/c', { app: 'ingress-nginx' }, { hostNetwork: true }),
      ...SHOP,
      service('shop/web', WEB, [{ port: 80, targetPort: 8080 }]),
      entrance('shop/e', 'web', 80),
      ingress('shop/p', {}, { from: [pods({})] }),
    ],
    found: [],
  },
  'no controller, and no source from elsewhere': {
    given: [...SHOP, service('shop/web', WEB, [{ port: 80, targetPort: 8080 }]), entrance('shop/e', 'web', 80), ingress('shop/p', {}, { from: [pods({})] })],
    found: ['warning Ingress shop/e spec | 203.0.113.1 -> shop/web[Pod] TCP 8080: denied'],
  },
  'a namespace of elsewhere may be the controller\'s': {
    given: [...SHOP, service('shop/web', WEB, [{ port: 80, targetPort: 8080 }]), entrance('shop/e', 'web', 80), ingress('shop/p', {}, { from: [namespaces({ [NAME]: 'traefik' })] })],
    found: [],
  },
});
