import { ingress, pods } from '../objects';
import { ruleTable } from '../table';

ruleTable('cni-hidden-label', {
  'in a selector and in a peer': {
    given: [ingress('shop/p', { 'pod-template-hash': 'a' }, { from: [pods({ 'kubernetes.io/x': 'y' })] })],
    cni: 'cilium',
    found: ['error NetworkPolicy shop/p spec.ingress[0].from[0].podSelector', 'error NetworkPolicy shop/p spec.podSelector'],
  },
  'others see it': { given: [ingress('shop/p', { 'pod-template-hash': 'a' })], cni: 'calico', found: [] },
});
