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
  'presence is stable': {
    given: [policy('shop/p', { podSelector: { matchExpressions: [{ key: 'job-name', operator: 'Exists' }] } })],
    found: [],
  },
  'a value of several is not': {
    given: [policy('shop/p', { podSelector: { matchExpressions: [{ key: 'job-name', operator: 'In', values: ['a-1', 'a-2'] }] } })],
    found: ['warning NetworkPolicy shop/p spec.podSelector'],
  },
  'the name and the number of a pod stay': {
    given: [ingress('shop/p', { 'statefulset.kubernetes.io/pod-name': 'db-0' }, { from: [pods({ 'apps.kubernetes.io/pod-index': '0' })] })],
    found: [],
  },
});
