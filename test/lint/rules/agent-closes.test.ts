import { API, block, ingress, pod, pods, policy, SHOP, WEB } from '../objects';
import { ruleTable } from '../table';

ruleTable('agent-closes', {
  'one table for the blocks of a rule': {
    given: [pod('shop/web', WEB, { ip: ['10.0.0.1'] }), pod('shop/api', API, { ip: ['10.0.1.1'] }), ingress('shop/p', API, { from: [block('10.0.0.0/16', '10.0.0.0/24'), block('10.0.0.0/23')] })],
    cni: 'kube-router',
    found: ['warning NetworkPolicy shop/p spec | shop/web[Pod] -> shop/api[Pod] TCP 80: denied (the specification: allowed)'],
  },
  'rules that policyTypes leaves out, on Cilium': {
    given: [...SHOP, policy('shop/p', { podSelector: { matchLabels: WEB }, policyTypes: ['Ingress'], ingress: [{}], egress: [{ to: [pods(API)] }] })],
    cni: 'cilium',
    found: [
      'warning NetworkPolicy shop/p spec | shop/web[Pod] -> 203.0.113.1 TCP 80: denied (the specification: allowed)',
      'warning NetworkPolicy shop/p spec | shop/web[Pod] -> shop/db[Pod] TCP 5432: denied (the specification: allowed)',
    ],
  },
});
