import { SHOP } from '../objects';
import { ruleTable } from '../table';

const policy = (...ports: readonly object[]) => ({
  apiVersion: 'crd.antrea.io/v1beta1', kind: 'NetworkPolicy', metadata: { namespace: 'shop', name: 'p' }, spec: { priority: 5, appliedTo: [{ podSelector: {} }], ingress: [{ action: 'Drop', ports }] },
});
const found = (i: number) => [`error NetworkPolicy shop/p spec.ingress[0].ports[${i}]`];

ruleTable('port-out-of-range', {
  'zero': { given: [...SHOP, policy({ port: 0 })], found: found(0) },
  'beyond the last one, as the agent was measured': { given: [...SHOP, policy({ port: 80 }, { port: 73616 })], cni: 'antrea', found: found(1) },
  'the end of a range': { given: [...SHOP, policy({ port: 80, endPort: 70000 })], found: found(0) },
  'of the sender': { given: [...SHOP, policy({ port: 80, sourcePort: 0 })], found: found(0) },
  'the first and the last one, a name, no number': { given: [...SHOP, policy({ port: 1, endPort: 65535 }, { port: 'http' }, { protocol: 'UDP' })], found: [] },
});
