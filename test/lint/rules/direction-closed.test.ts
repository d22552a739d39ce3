import { API, DNS, egress, ingress, pod, policy, pods, RESOLVER, SHOP, WEB } from '../objects';
import { ruleTable } from '../table';

const FROM_WEB = [{ from: [pods(WEB)] }];
const both = (sections: object) => policy('shop/p', { podSelector: { matchLabels: API }, ...sections });
const EGRESS = 'NetworkPolicy shop/p spec.policyTypes | shop/api[Pod] -> 203.0.113.1 TCP 443: denied';
const INGRESS = '203.0.113.1 -> shop/api[Pod] TCP 8080: denied';

ruleTable('direction-closed', {
  'an egress section without types closes ingress': {
    given: [...SHOP, RESOLVER, both({ egress: [DNS] })],
    found: [`warning NetworkPolicy shop/p spec | ${INGRESS}`],
  },
  'types without a section': { given: [...SHOP, both({ policyTypes: ['Ingress', 'Egress'], ingress: FROM_WEB })], found: [`info ${EGRESS}`] },
  'types without the other section': {
    given: [...SHOP, RESOLVER, both({ policyTypes: ['Egress', 'Ingress'], egress: [DNS] })],
    found: [`info NetworkPolicy shop/p spec.policyTypes | ${INGRESS}`],
  },
  'a pod without ports': {
    given: [pod('shop/job', API), both({ egress: [{}] })],
    found: ['warning NetworkPolicy shop/p spec | 203.0.113.1 -> shop/job[Pod] TCP 80: denied'],
  },
  'an empty section is a word': { given: [...SHOP, both({ policyTypes: ['Ingress', 'Egress'], ingress: FROM_WEB, egress: [] })], found: [] },
  'a default deny': { given: [...SHOP, both({ policyTypes: ['Ingress', 'Egress'] })], found: [] },
  'an empty section alone': { given: [...SHOP, both({ policyTypes: ['Ingress', 'Egress'], ingress: [] })], found: [] },
  'another policy speaks of it': { given: [...SHOP, both({ egress: [{}] }), ingress('shop/open', API, { from: [pods(WEB)] })], found: [] },
  'a default deny of both closes it, too': { given: [...SHOP, both({ egress: [{}] }), policy('shop/deny', { podSelector: {}, policyTypes: ['Ingress', 'Egress'] })], found: [] },
  'one direction': { given: [...SHOP, egress('shop/p', API, { to: [pods(WEB)] })], found: [] },
  'selects nothing': { given: [pod('shop/x'), both({ egress: [{}] })], found: [] },
});
