import { DNS, egress, namespaces, pods, WEB } from '../objects';
import { ruleTable } from '../table';

ruleTable('dns-label-any-namespace', {
  'in every namespace': {
    given: [egress('shop/p', WEB, { to: [namespaces({}, { 'k8s-app': 'kube-dns' })] })],
    found: ['warning NetworkPolicy shop/p spec.egress[0].to[0]'],
  },
  'in one namespace, or in the own one': {
    given: [egress('shop/p', WEB, DNS, { to: [pods({ 'k8s-app': 'kube-dns' })] })],
    found: [],
  },
});
