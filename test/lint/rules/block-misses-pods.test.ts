import { block, DB, egress, pod, pods, ports, WEB } from '../objects';
import { ruleTable } from '../table';

ruleTable('block-misses-pods', {
  'Cilium never matches pods by blocks': {
    given: [pod('shop/web', WEB, { ip: ['10.0.0.1'] }), pod('shop/db', DB, { ip: ['10.0.0.2'] }), egress('shop/p', WEB, { to: [block('10.0.0.2/32')], ports: ports('5432') })],
    cni: 'cilium',
    found: ['error NetworkPolicy shop/p spec.egress[0].to[0] | shop/web[Pod] -> shop/db[Pod] TCP 5432: denied'],
  },
  'a selector opens it all the same': {
    given: [pod('shop/web', WEB, { ip: ['10.0.0.1'] }), pod('shop/db', DB, { ip: ['10.0.0.2'] }), egress('shop/p', WEB, { to: [block('10.0.0.2/32'), pods(DB)] })],
    cni: 'cilium',
    found: [],
  },
  'a wider block may be meant for others': {
    given: [pod('shop/web', WEB, { ip: ['10.0.0.1'] }), pod('shop/db', DB, { ip: ['10.0.0.2'] }), egress('shop/p', WEB, { to: [block('10.0.0.0/8')], ports: ports('5432') })],
    cni: 'cilium',
    found: ['warning NetworkPolicy shop/p spec.egress[0].to[0] | shop/web[Pod] -> shop/db[Pod] TCP 5432: denied'],
  },
  'unknown without a CNI': {
    given: [pod('shop/web', WEB, { ip: ['10.0.0.1'] }), pod('shop/db', DB, { ip: ['10.0.0.2'] }), egress('shop/p', WEB, { to: [block('10.0.0.2/32')] })],
    found: [],
  },
});
