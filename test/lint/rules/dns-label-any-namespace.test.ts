import { cilium, DNS, egress, namespaces, pods, WEB } from '../objects';
import { fixesOf, ruleTable } from '../table';

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

test('dns-label-any-namespace: names the namespace as each language does', () => {
  const labels = { 'k8s-app': 'kube-dns' };
  const given = [
    cilium('shop/p', WEB, { egress: [{ toEndpoints: [{ matchLabels: labels, matchExpressions: [{ key: 'k8s:io.kubernetes.pod.namespace', operator: 'Exists' }] }] }] }),
    egress('shop/p', WEB, { to: [namespaces({}, labels)] }),
  ];
  expect(fixesOf('dns-label-any-namespace', given)).toEqual([
    'select their namespace as well, by `k8s:io.kubernetes.pod.namespace: kube-system`',
    'select their namespace as well, by `kubernetes.io/metadata.name: kube-system`',
  ]);
});
