import { SHOP } from '../objects';
import { ruleTable } from '../table';

const policy = (...ports: readonly object[]) => ({
  apiVersion: 'crd.antrea.io/v1beta1', kind: 'NetworkPolicy', metadata: { namespace: 'shop', name: 'p' }, spec: { priority: 5, appliedTo: [{ podSelector: {} }], ingress: [{ action: 'Allow', ports }] },
});
const found = ['warning NetworkPolicy shop/p spec.ingress[0].ports[1]'];

ruleTable('source-port-forgotten', {
  'a name and a port of the sender': { given: [...SHOP, policy({ port: 80 }, { port: 'http', sourcePort: 1024 })], found },
  'as the agent was measured': { given: [...SHOP, policy({ port: 80 }, { port: 'http', sourcePort: 1024, sourceEndPort: 2048 })], cni: 'antrea', found },
  'a number, or no port of the sender': { given: [...SHOP, policy({ port: 80, sourcePort: 1024 }, { port: 'http' }, { sourcePort: 1024 })], found: [] },
});
