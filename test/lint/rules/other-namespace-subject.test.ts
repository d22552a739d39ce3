import { cilium, SHOP } from '../objects';
import { ruleTable } from '../table';

const NAMESPACE = 'io.kubernetes.pod.namespace';
const expression = (operator: string, ...values: string[]) => ({ endpointSelector: { matchExpressions: [{ key: `k8s:${NAMESPACE}`, operator, values }] }, ingress: [{}] });

const calico = (kind: string, spec: object) => ({
  apiVersion: 'projectcalico.org/v3', kind, metadata: { name: 'p', ...(kind === 'NetworkPolicy' && { namespace: 'shop' }) }, spec: { types: ['Ingress'], ...spec },
});

ruleTable('other-namespace-subject', {
  'a selector of Calico by the name of a namespace': { given: [...SHOP, calico('NetworkPolicy', { selector: 'projectcalico.org/namespace == "bank" && app == "api"' })], found: ['error NetworkPolicy shop/p spec.selector'] },
  'the own namespace of a policy of Calico': { given: [...SHOP, calico('NetworkPolicy', { selector: 'projectcalico.org/namespace == "shop"' })], found: [] },
  'a policy of the cluster may be about any': { given: [...SHOP, calico('GlobalNetworkPolicy', { selector: 'projectcalico.org/namespace == "bank"' })], found: [] },
  'its label is overwritten': { given: [...SHOP, cilium('shop/p', { [`k8s:${NAMESPACE}`]: 'bank' }, { ingress: [{}] })], found: [`error CiliumNetworkPolicy shop/p spec.endpointSelector.matchLabels.k8s:${NAMESPACE}`] },
  'without a source it selects nothing': { given: [...SHOP, cilium('shop/p', { [NAMESPACE]: 'bank' }, { ingress: [{}] })], found: [`error CiliumNetworkPolicy shop/p spec.endpointSelector.matchLabels.${NAMESPACE}`] },
  'in an expression': { given: [...SHOP, cilium('shop/p', {}, expression('In', 'bank', 'pay'))], found: ['error CiliumNetworkPolicy shop/p spec.endpointSelector.matchExpressions[0]'] },
  'its own namespace among them': { given: [...SHOP, cilium('shop/p', {}, expression('In', 'bank', 'shop'))], found: [] },
  'its own namespace': { given: [...SHOP, cilium('shop/p', { [`k8s:${NAMESPACE}`]: 'shop' }, { ingress: [{}] })], found: [] },
  'a policy of the whole cluster may': {
    given: [...SHOP, { ...cilium('p', {}, {}), kind: 'CiliumClusterwideNetworkPolicy', metadata: { name: 'p' }, spec: { endpointSelector: { matchLabels: { [NAMESPACE]: 'bank' } }, ingress: [{}] } }],
    found: [],
  },
});
