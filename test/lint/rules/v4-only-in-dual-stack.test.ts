import { block, egress, pod, ports, WEB } from '../objects';
import { ruleTable } from '../table';

ruleTable('v4-only-in-dual-stack', {
  'a pod has both families': {
    given: [pod('shop/web', WEB, { ip: ['10.0.0.1', 'fd00::1'] }), egress('shop/p', WEB, { to: [block('0.0.0.0/0', '10.0.0.0/8')], ports: ports('443') })],
    found: ['warning NetworkPolicy shop/p spec.egress[0].to | shop/web[Pod] -> 2001:db8::1 TCP 443: denied'],
  },
  'the cluster has one family': {
    given: [pod('shop/web', WEB, { ip: ['10.0.0.1'] }), egress('shop/p', WEB, { to: [block('0.0.0.0/0')], ports: ports('443') })],
    found: [],
  },
  'another rule opens IPv6': {
    given: [pod('shop/web', WEB, { ip: ['10.0.0.1', 'fd00::1'] }), egress('shop/p', WEB, { to: [block('0.0.0.0/0')], ports: ports('443') }, { to: [block('::/0')], ports: ports('443') })],
    found: [],
  },
});
