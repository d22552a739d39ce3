import { parseAllDocuments } from 'yaml';
import { Analysis } from '../../../src/facade';
import { shown } from '../../traffic';

const pod = (namespace: string, name: string, app = name) => `
apiVersion: v1
kind: Pod
metadata: { name: ${name}, namespace: ${namespace}, labels: { app: ${app} } }
spec: { containers: [{ name: main, ports: [{ containerPort: 5432 }] }] }
---`;
const cilium = (name: string, spec: string) => `
apiVersion: cilium.io/v2
kind: CiliumNetworkPolicy
metadata: { name: ${name}, namespace: shop }
spec: { ${spec} }
---`;
const ISOLATED = cilium('db', 'endpointSelector: { matchLabels: { app: db } }, ingress: [{}]');
const PODS = pod('shop', 'web') + pod('shop', 'db') + pod('ops', 'job');
const part = (text: string, source = 'web', destination = 'db', traffic = 'TCP 5432') => Analysis.ofText(text).explain(source, destination, traffic).cases[0].parts[0];

/** The manifest that is proposed, after it was seen that it does what it says. */
function proposed(text: string, source = 'web'): any {
  const { change } = part(text, source);
  const opened = `${text}\n${change!.yaml}`;
  expect(part(opened, source).verdict).toBe('allowed');
  return parseAllDocuments(change!.yaml)[0].toJSON();
}

it('is opened by a policy in the language that isolates', () => {
  expect(proposed(PODS + ISOLATED)).toEqual({
    apiVersion: 'cilium.io/v2',
    kind: 'CiliumNetworkPolicy',
    metadata: { name: 'web-to-db', namespace: 'shop' },
    spec: { endpointSelector: { matchLabels: { app: 'db' } }, ingress: [{ fromEndpoints: [{ matchLabels: { app: 'web' } }], toPorts: [{ ports: [{ port: '5432', protocol: 'TCP' }] }] }] },
  });
  expect(part(PODS + ISOLATED).change!.typescript).toContain("new ApiObject(this, 'web-to-db', {\n  apiVersion: 'cilium.io/v2',");
  expect(shown(part(PODS + ISOLATED).change!.opens)).toEqual([{ source: 'shop/web[Pod]', destination: 'shop/db[Pod]', traffic: 'TCP 5432' }]);
});

it('names the other namespace, or the address', () => {
  const from = (source: string) => proposed(PODS + ISOLATED, source).spec.ingress[0];
  expect(from('ops/job').fromEndpoints).toEqual([{ matchLabels: { 'k8s:io.kubernetes.pod.namespace': 'ops', 'app': 'job' } }]);
  expect(from('203.0.113.7').fromCIDR).toEqual(['203.0.113.7/32']);
});

it('isolates no pod that the labels also select', () => {
  const text = PODS + pod('shop', 'spare', 'db').replace('app: db', 'app: db, tier: old') + cilium('db', 'endpointSelector: { matchExpressions: [{ key: tier, operator: DoesNotExist }] }, ingress: [{}]').replace('name: db', 'name: p');
  const { spec } = proposed(text);
  expect(spec.enableDefaultDeny).toEqual({ ingress: false });
  expect(part(`${text}\n${part(text).change!.yaml}`, 'ops/job', 'spare').verdict).toBe('allowed');
});

it('beside a NetworkPolicy that isolates, too, an item of one will do', () => {
  const plain = '\napiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: { name: db, namespace: shop }\nspec: { podSelector: { matchLabels: { app: db } }, policyTypes: [Ingress] }\n---';
  expect(proposed(PODS + ISOLATED + plain).kind).toBe('NetworkPolicy');
});

it('is opened by nothing that is added where a rule denies', () => {
  const { change, openedBy } = part(PODS + cilium('db', 'endpointSelector: {}, ingressDeny: [{ fromEntities: [all] }], ingress: [{ fromEntities: [all] }]'));
  expect(change).toBeUndefined();
  expect(openedBy.map(({ policy, field }) => [policy, field])).toEqual([['CiliumNetworkPolicy shop/db', 'spec.ingressDeny[0]']]);
});
