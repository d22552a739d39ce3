import { ingress, NAME, namespace, namespaces, SHOP, WEB } from '../objects';
import { ruleTable } from '../table';

ruleTable('unworn-namespace-label', {
  'a label that no namespace has': {
    given: [namespace('shop'), namespace('ops', { team: 'ops' }), ingress('shop/p', WEB, { from: [namespaces({ team: 'opz' })] })],
    found: ['warning NetworkPolicy shop/p spec.ingress[0].from[0].namespaceSelector'],
  },
  'a label that a namespace which is not declared may have, and that looks like another': {
    given: [namespace('ops', { team: 'ops' }), ingress('shop/p', WEB, { from: [namespaces({ team: 'opz' })] })],
    found: ['info NetworkPolicy shop/p spec.ingress[0].from[0].namespaceSelector'],
  },
  'a label that a namespace which is not declared may have': {
    given: [namespace('ops', { team: 'ops' }), ingress('shop/p', WEB, { from: [namespaces({ tier: 'front' })] })],
    found: [],
  },
  'a name that looks like another': {
    given: [...SHOP, namespace('monitoring'), ingress('shop/p', WEB, { from: [namespaces({ [NAME]: 'monitorng' })] })],
    found: ['warning NetworkPolicy shop/p spec.ingress[0].from[0].namespaceSelector'],
  },
  'a name of elsewhere': { given: [namespace('shop'), ingress('shop/p', WEB, { from: [namespaces({ [NAME]: 'ingress-nginx' })] })], found: [] },
  'labels are not known where no namespace is declared': { given: [...SHOP, ingress('shop/p', WEB, { from: [namespaces({ team: 'ops' })] })], found: [] },
});
