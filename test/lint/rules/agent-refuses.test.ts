import { API, cilium, ingress, namespace, pod, SHOP, WEB } from '../objects';
import { ruleTable } from '../table';

const block = (cidr: string, except: string) => cilium('shop/p', API, { ingress: [{ fromCIDRSet: [{ cidr, except: [except] }] }] });
const found = ['error CiliumNetworkPolicy shop/p spec.ingress[0].fromCIDRSet[0].except[0]'];

const antrea = (kind: string, spec: object) => ({
  apiVersion: 'crd.antrea.io/v1beta1', kind, metadata: { name: 'p', ...(kind === 'NetworkPolicy' && { namespace: 'shop' }) }, spec: { priority: 5, appliedTo: [{ podSelector: {} }], ...spec },
});

ruleTable('agent-refuses', {
  'Antrea switches a policy off whose group has a pod of another namespace': {
    given: [...SHOP, namespace('bank'), pod('bank/a', WEB), { apiVersion: 'crd.antrea.io/v1beta1', kind: 'Group', metadata: { namespace: 'shop', name: 'g' }, spec: { namespaceSelector: {} } },
      antrea('NetworkPolicy', { appliedTo: [{ group: 'g' }], ingress: [{ action: 'Drop' }] })],
    found: ['error NetworkPolicy shop/p spec.appliedTo'],
  },
  'an `except` outside of its block': { given: [...SHOP, block('10.0.0.0/8', '11.0.0.0/8')], found },
  'under the agent as well': { given: [...SHOP, block('10.0.0.0/8', '11.0.0.0/8')], cni: 'cilium', found },
  'another agent does not read it': { given: [...SHOP, block('10.0.0.0/8', '11.0.0.0/8')], cni: 'calico', found: [] },
  'an `except` of the whole block': { given: [...SHOP, block('10.0.0.0/8', '10.0.0.0/8')], found: [] },
  'every field that it refuses, once': {
    given: [...SHOP, {
      ...cilium('shop/p', API, {}),
      spec: undefined,
      specs: [
        { endpointSelector: {}, ingress: [{ fromEndpoints: [{}], fromEntities: ['world'] }] },
        { endpointSelector: {}, nodeSelector: undefined, egress: [{ toPorts: [{ ports: [{ port: '70000' }] }] }] },
      ],
    }],
    found: ['error CiliumNetworkPolicy shop/p specs[0].ingress[0]', 'error CiliumNetworkPolicy shop/p specs[1].egress[0].toPorts[0].ports[0].port'],
  },
  'what the API server refuses is no object': { given: [...SHOP, cilium('shop/p', API, { ingress: [{ fromEntities: ['nobody'] }] })], found: [] },
  'a NetworkPolicy is refused by no agent': { given: [...SHOP, ingress('shop/n', WEB)], found: [] },
});
