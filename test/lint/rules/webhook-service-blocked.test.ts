import { API, block, ingress, namespaces, pod, ports, service } from '../objects';
import { ruleTable } from '../table';

const HOOK = pod('shop/hook', API, { ports: ['https:9443', '8080'] });
const SERVICE = service('shop/hook', API, [{ port: 443, targetPort: 'https' }, { port: 8443, targetPort: 8080 }]);
const CLOSED = ingress('shop/p', API, { from: [namespaces({})] });
const call = (more: object = {}) => ({ clientConfig: { service: { namespace: 'shop', name: 'hook', ...more } } });
const configuration = (kind: string, ...webhooks: object[]) => ({ apiVersion: 'admissionregistration.k8s.io/v1', kind, metadata: { name: 'orders' }, webhooks });
const VALIDATING = configuration('ValidatingWebhookConfiguration', { name: 'orders.shop.example', ...call() });
const DENIED = '203.0.113.1 -> shop/hook[Pod] TCP 9443: denied';

ruleTable('webhook-service-blocked', {
  'only pods get in': {
    given: [HOOK, SERVICE, CLOSED, VALIDATING],
    found: [`warning ValidatingWebhookConfiguration orders webhooks[0].clientConfig.service | ${DENIED}`],
  },
  'each webhook by its own port': {
    given: [HOOK, SERVICE, CLOSED, configuration('MutatingWebhookConfiguration', { name: 'a', clientConfig: { url: 'https://elsewhere.example' } }, { name: 'b', ...call({ port: 8443 }) })],
    found: ['warning MutatingWebhookConfiguration orders webhooks[1].clientConfig.service | 203.0.113.1 -> shop/hook[Pod] TCP 8080: denied'],
  },
  'a conversion': {
    given: [HOOK, SERVICE, CLOSED, { apiVersion: 'apiextensions.k8s.io/v1', kind: 'CustomResourceDefinition', metadata: { name: 'orders.shop.example' }, spec: { conversion: { strategy: 'Webhook', webhook: call() } } }],
    found: [`warning CustomResourceDefinition orders.shop.example spec.conversion.webhook.clientConfig.service | ${DENIED}`],
  },
  'an aggregated API': {
    given: [HOOK, SERVICE, CLOSED, { apiVersion: 'apiregistration.k8s.io/v1', kind: 'APIService', metadata: { name: 'v1.shop.example' }, spec: { service: { namespace: 'shop', name: 'hook' } } }],
    found: [`warning APIService v1.shop.example spec.service | ${DENIED}`],
  },
  'the port is open to an address': { given: [HOOK, SERVICE, ingress('shop/p', API, { from: [block('192.0.2.10/32')], ports: ports('9443') }), VALIDATING], found: [] },
  'another port is open to everyone': {
    given: [HOOK, SERVICE, ingress('shop/p', API, { ports: ports('8080') }), VALIDATING],
    found: [`warning ValidatingWebhookConfiguration orders webhooks[0].clientConfig.service | ${DENIED}`],
  },
  'nothing isolates the pods': { given: [HOOK, SERVICE, VALIDATING], found: [] },
  'the Service is not there, has another port, or selects no pod': {
    given: [HOOK, CLOSED, VALIDATING, service('shop/other', API, [{ port: 443 }]), configuration('MutatingWebhookConfiguration', { name: 'a', ...call({ name: 'other', port: 444 }) })], found: [],
  },
  'nothing of it can be read': { given: [HOOK, SERVICE, CLOSED, { ...VALIDATING, webhooks: 'odd' }, { ...configuration('MutatingWebhookConfiguration'), webhooks: [7, { clientConfig: { service: 'hook' } }] }], found: [] },
});

ruleTable('webhook-blocked', {
  'what a configuration names is told once': { given: [pod('shop/hook', API, { ports: ['webhook:9443'] }), service('shop/hook', API, [{ port: 443, targetPort: 9443 }]), CLOSED, VALIDATING], found: [] },
});
