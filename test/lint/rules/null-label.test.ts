import { admin, API, cilium, cluster, ingress, SHOP } from '../objects';
import { ruleTable } from '../table';

const ANY = { namespaces: {} };
const team = (value: unknown) => ({ namespaces: { matchLabels: { team: value } } });

ruleTable('null-label', {
  'of a peer': {
    given: [...SHOP, cluster('c', 'Admin', 1, { subject: ANY, ingress: [{ action: 'Deny', from: [ANY] }, { action: 'Accept', from: [team('a'), team(null)] }] })],
    found: ['error ClusterNetworkPolicy c spec.ingress[1].from[1].namespaces.matchLabels.team | shop/web[Pod] -> shop/api[Pod] TCP 8080: denied'],
  },
  'of the subject': {
    given: [...SHOP, admin('a', 1, { subject: team(null), egress: [{ action: 'Allow', to: [ANY] }] })],
    found: ['error AdminNetworkPolicy a spec.subject.namespaces.matchLabels.team | shop/web[Pod] -> shop/api[Pod] TCP 8080: allowed'],
  },
  'an empty value is one': { given: [...SHOP, cluster('c', 'Admin', 1, { subject: ANY, ingress: [{ action: 'Accept', from: [team('')] }] })], found: [] },
  'a NetworkPolicy keeps it': { given: [...SHOP, ingress('shop/n', {}, { from: [{ podSelector: { matchLabels: { app: null } } }] })], found: [] },
  'of a policy of Cilium': {
    given: [...SHOP, cilium('shop/p', API, { ingress: [{ fromEndpoints: [{ matchLabels: { app: null } }] }] })],
    found: ['error CiliumNetworkPolicy shop/p spec.ingress[0].fromEndpoints[0].matchLabels.app | shop/web[Pod] -> shop/api[Pod] TCP 8080: allowed'],
  },
});
