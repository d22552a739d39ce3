import { cilium, ingress, ports, WEB } from '../objects';
import { ruleTable } from '../table';

ruleTable('cni-sctp', {
  'behind a flag': { given: [ingress('shop/p', WEB, { ports: ports('80/SCTP') })], cni: 'cilium', found: ['warning NetworkPolicy shop/p spec.ingress[0].ports'] },
  'every protocol is no wish for SCTP': { given: [ingress('shop/p', WEB, {})], cni: 'cilium', found: [] },
  'nor is a port of Cilium without protocol': { given: [cilium('shop/p', WEB, { ingress: [{ toPorts: [{ ports: [{ port: '80' }] }] }] })], cni: 'cilium', found: [] },
  'a port of Cilium of SCTP alone': {
    given: [cilium('shop/p', WEB, { ingress: [{ toPorts: [{ ports: [{ port: '80', protocol: 'SCTP' }] }] }] })], cni: 'cilium', found: ['warning CiliumNetworkPolicy shop/p spec.ingress[0].toPorts'],
  },
});
