import { API, calico, egress, ingress, NAME, namespace, namespaces, pod, WEB } from '../objects';
import { ruleTable } from '../table';

ruleTable('forgeable-namespace-label', {
  'another namespace has the label': {
    given: [namespace('prod', { name: 'prod' }), namespace('dev', { name: 'prod' }), pod('prod/api', API), pod('dev/tool', WEB), ingress('prod/p', {}, { from: [namespaces({ name: 'prod' })] })],
    found: ['error NetworkPolicy prod/p spec.ingress[0].from[0].namespaceSelector | dev/tool[Pod] -> prod/api[Pod] TCP 80: allowed'],
  },
  'only the right namespace has it today': {
    given: [namespace('ops', { name: 'ops' }), pod('ops/tool', WEB), pod('shop/api', API), ingress('shop/p', {}, { from: [namespaces({ name: 'ops' })] })],
    found: ['warning NetworkPolicy shop/p spec.ingress[0].from[0].namespaceSelector | ops/tool[Pod] -> shop/api[Pod] TCP 80: allowed'],
  },
  'a value that is not a namespace name is an ordinary label': {
    given: [namespace('one', { name: 'group' }), pod('one/tool', WEB), pod('shop/api', API), ingress('shop/p', {}, { from: [namespaces({ name: 'group' })] })],
    found: ['info NetworkPolicy shop/p spec.ingress[0].from[0].namespaceSelector | one/tool[Pod] -> shop/api[Pod] TCP 80: allowed'],
  },
  'a label that is no name': {
    given: [namespace('ops', { team: 'ops' }), pod('ops/tool', WEB), pod('shop/api', API), ingress('shop/p', {}, { from: [namespaces({ team: 'ops' })] })],
    found: ['info NetworkPolicy shop/p spec.ingress[0].from[0].namespaceSelector | ops/tool[Pod] -> shop/api[Pod] TCP 80: allowed'],
  },
  'the name that the API server keeps pins it': {
    given: [namespace('ops', { team: 'ops' }), pod('ops/tool', WEB), pod('shop/api', API), ingress('shop/p', {}, { from: [namespaces({ team: 'ops', [NAME]: 'ops' })] })],
    found: [],
  },
  'a rule that is never reached, and one that is': {
    given: [namespace('ops', { team: 'ops' }), pod('ops/tool', WEB), pod('shop/api', API), calico('shop/p', {
      selector: 'all()',
      types: ['Ingress'],
      ingress: [
        { action: 'Allow', source: { namespaceSelector: "team == 'ops'", selector: "app == 'web'" } },
        { action: 'Deny', source: { namespaceSelector: "team == 'ops'" } },
        { action: 'Allow', source: { namespaceSelector: "team == 'ops'" } },
      ],
    })],
    found: ['info NetworkPolicy shop/p spec.ingress[0].source | ops/tool[Pod] -> shop/api[Pod] TCP 80: allowed'],
  },
  'egress is no entrance': {
    given: [namespace('ops', { name: 'ops' }), pod('ops/tool', WEB), pod('shop/api', API), egress('shop/p', {}, { to: [namespaces({ name: 'ops' })] })],
    found: [],
  },
});
