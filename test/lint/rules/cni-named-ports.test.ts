import { ingress, ports, WEB } from '../objects';
import { ruleTable } from '../table';

ruleTable('cni-named-ports', {
  'a name becomes every port': { given: [ingress('shop/p', WEB, { ports: ports('http') })], cni: 'ovn-kubernetes', found: ['error NetworkPolicy shop/p spec.ingress[0].ports'] },
  'names are resolved': { given: [ingress('shop/p', WEB, { ports: ports('http') })], cni: 'antrea', found: [] },
});
