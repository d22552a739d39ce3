import { API, egress, ingress, pods, ports, WEB } from '../objects';
import { ruleTable } from '../table';

ruleTable('named-port-to-addresses', {
  'towards everyone': { given: [egress('shop/p', WEB, { ports: ports('http') })], found: ['warning NetworkPolicy shop/p spec.egress[0].ports'] },
  'towards pods, or at the own pods': { given: [egress('shop/p', WEB, { to: [pods(API)], ports: ports('http') }), ingress('shop/q', WEB, { ports: ports('http') })], found: [] },
});
