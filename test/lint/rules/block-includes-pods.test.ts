import { block, DB, egress, pod, WEB } from '../objects';
import { ruleTable } from '../table';

ruleTable('block-includes-pods', {
  'Calico compares addresses': {
    given: [pod('shop/web', WEB, { ip: ['10.0.0.1'] }), pod('shop/db', DB, { ip: ['10.0.0.2'], ports: ['5432'] }), egress('shop/p', WEB, { to: [block('0.0.0.0/0')] })],
    cni: 'calico',
    found: ['warning NetworkPolicy shop/p spec.egress[0].to[0] | shop/web[Pod] -> shop/db[Pod] TCP 5432: allowed'],
  },
  'Cilium does not': {
    given: [pod('shop/web', WEB, { ip: ['10.0.0.1'] }), pod('shop/db', DB, { ip: ['10.0.0.2'] }), egress('shop/p', WEB, { to: [block('0.0.0.0/0')] })],
    cni: 'cilium',
    found: [],
  },
});
