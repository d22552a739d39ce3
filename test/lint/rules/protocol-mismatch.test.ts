import { API, egress, pod, pods, ports, WEB } from '../objects';
import { ruleTable } from '../table';

ruleTable('protocol-mismatch', {
  'TCP for a UDP port': {
    given: [pod('shop/web', WEB), pod('shop/log', API, { ports: ['514/UDP'] }), egress('shop/p', WEB, { to: [pods(API)], ports: ports('514') })],
    found: ['warning NetworkPolicy shop/p spec.egress[0].ports | shop/web[Pod] -> shop/log[Pod] UDP 514: denied'],
  },
  'both are open': {
    given: [pod('shop/web', WEB), pod('shop/log', API, { ports: ['514/UDP'] }), egress('shop/p', WEB, { to: [pods(API)], ports: ports('514', '514/UDP') })],
    found: [],
  },
});
