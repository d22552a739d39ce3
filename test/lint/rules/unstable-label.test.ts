import { ingress, pods, policy } from '../objects';
import { ruleTable } from '../table';

ruleTable('unstable-label', {
  'in the selector and in a peer': {
    given: [ingress('shop/p', { 'pod-template-hash': 'abc' }, { from: [pods({ 'helm.sh/chart': 'web-1.2.3' })] })],
    found: ['warning NetworkPolicy shop/p spec.ingress[0].from[0].podSelector', 'warning NetworkPolicy shop/p spec.podSelector'],
  },
  'absence is stable': {
    given: [policy('shop/p', { podSelector: { matchExpressions: [{ key: 'version', operator: 'DoesNotExist' }] } })],
    found: [],
  },
});
