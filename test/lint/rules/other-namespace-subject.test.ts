import { cilium, SHOP } from '../objects';
import { ruleTable } from '../table';

const NAMESPACE = 'io.kubernetes.pod.namespace';
const expression = (operator: string, ...values: string[]) => ({ endpointSelector: { matchExpressions: [{ key: `k8s:${NAMESPACE}`, operator, values }] }, ingress: [{}] });

ruleTable('other-namespace-subject', {
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
