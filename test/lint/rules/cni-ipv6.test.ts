import { block, egress, WEB } from '../objects';
import { ruleTable } from '../table';

ruleTable('cni-ipv6', {
  'no IPv6': { given: [egress('shop/p', WEB, { to: [block('::/0')] })], cni: 'azure-npm', found: ['error NetworkPolicy shop/p spec.egress[0].ports'] },
  'IPv4': { given: [egress('shop/p', WEB, { to: [block('0.0.0.0/0')] })], cni: 'azure-npm', found: [] },
});
