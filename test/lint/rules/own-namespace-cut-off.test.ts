import { API, ingress, namespace, namespaces, pod, pods, WEB } from '../objects';
import { ruleTable } from '../table';

ruleTable('own-namespace-cut-off', {
  'the namespace does not have the label': {
    given: [namespace('prod'), pod('prod/api', API), pod('prod/web', WEB), ingress('prod/p', {}, { from: [namespaces({ name: 'prod' })] })],
    found: ['error NetworkPolicy prod/p spec.ingress[0].from[0].namespaceSelector | prod/api[Pod] -> prod/web[Pod] TCP 80: denied'],
  },
  'another policy lets them reach each other': {
    given: [namespace('prod'), pod('prod/api', API), pod('prod/web', WEB), ingress('prod/p', {}, { from: [namespaces({ name: 'prod' })] }), ingress('prod/q', {}, { from: [pods({})] })],
    found: [],
  },
  'the namespace has it': {
    given: [namespace('prod', { name: 'prod' }), pod('prod/api', API), pod('prod/web', WEB), ingress('prod/p', {}, { from: [namespaces({ name: 'prod' })] })],
    found: [],
  },
});
