import { ingress, ports, WEB } from '../objects';
import { ruleTable } from '../table';

ruleTable('cni-end-port', {
  'by what is known of the CNI: not at all': { given: [ingress('shop/p', WEB, { ports: ports('80-90') })], cni: 'weave', found: ['error NetworkPolicy shop/p spec.ingress[0].ports'] },
  'in part': { given: [ingress('shop/p', WEB, { ports: ports('80-90') })], cni: 'cilium', found: ['warning NetworkPolicy shop/p spec.ingress[0].ports'] },
  'not known': { given: [ingress('shop/p', WEB, { ports: ports('80-90') })], cni: 'gke-dataplane-v2', found: ['info NetworkPolicy shop/p spec.ingress[0].ports'] },
  'it does': { given: [ingress('shop/p', WEB, { ports: ports('80-90') })], cni: 'calico', found: [] },
  'single ports are no range': { given: [ingress('shop/p', WEB, { ports: ports('80', '90') }, {})], cni: 'weave', found: [] },
});
