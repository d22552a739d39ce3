import { ingress, NAME, namespaces, WEB } from '../objects';
import { ruleTable } from '../table';

ruleTable('system-namespace-label', {
  'kube-system by a label that was added': {
    given: [ingress('shop/p', WEB, { from: [namespaces({ name: 'kube-system' })] })],
    found: ['warning NetworkPolicy shop/p spec.ingress[0].from[0].namespaceSelector'],
  },
  'by its name, or another namespace': { given: [ingress('shop/p', WEB, { from: [namespaces({ [NAME]: 'kube-system' }), namespaces({ name: 'ops' })] })], found: [] },
});
