import { API, cilium, ingress, pods, policy, SHOP, WEB } from '../objects';
import { ruleTable } from '../table';

ruleTable('inert-rules', {
  'the connection stays closed': {
    given: [...SHOP, policy('shop/p', { podSelector: { matchLabels: API }, policyTypes: ['Egress'], ingress: [{ from: [pods(WEB)] }] }), ingress('shop/deny', {})],
    found: ['warning NetworkPolicy shop/p spec.ingress | shop/web[Pod] -> shop/api[Pod] TCP 8080: denied'],
  },
  'everything else stays open': {
    given: [...SHOP, policy('shop/p', { podSelector: { matchLabels: API }, policyTypes: ['Ingress'], egress: [{ to: [pods(WEB)] }] })],
    found: ['warning NetworkPolicy shop/p spec.egress | shop/api[Pod] -> 203.0.113.1 TCP 9: allowed'],
  },
  'Cilium heeds them': {
    given: [...SHOP, policy('shop/p', { podSelector: { matchLabels: API }, policyTypes: ['Ingress'], egress: [{ to: [pods(WEB)] }] })],
    cni: 'cilium',
    found: [],
  },
  'rules of Cilium count where they do not isolate': {
    given: [...SHOP, cilium('shop/p', API, { enableDefaultDeny: { ingress: false }, ingress: [{ fromEndpoints: [{ matchLabels: WEB }] }] })],
    found: [],
  },
});
