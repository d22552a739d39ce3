import { block, egress, node, pod, service, WEB } from '../objects';
import { ruleTable } from '../table';

ruleTable('block-over-cluster-addresses', {
  'a pod': {
    given: [pod('shop/web', WEB, { ip: ['10.0.0.1'] }), egress('shop/p', WEB, { to: [block('10.0.0.0/24')] })],
    found: ['warning NetworkPolicy shop/p spec.egress[0].to[0]'],
  },
  'a Service, a node': {
    given: [service('shop/web', WEB, [{ port: 80 }], { clusterIP: '10.96.0.1' }), node('n', '192.0.2.10'), egress('shop/p', WEB, { to: [block('10.96.0.0/12'), block('192.0.2.0/24')] })],
    found: ['info NetworkPolicy shop/p spec.egress[0].to[0]', 'info NetworkPolicy shop/p spec.egress[0].to[1]'],
  },
  'the CNI is known': {
    given: [pod('shop/web', WEB, { ip: ['10.0.0.1'] }), egress('shop/p', WEB, { to: [block('10.0.0.0/24')] })],
    cni: 'calico',
    found: [],
  },
  'the internet is another matter': { given: [pod('shop/web', WEB, { ip: ['10.0.0.1'] }), egress('shop/p', WEB, { to: [block('0.0.0.0/0')] })], found: [] },
});
