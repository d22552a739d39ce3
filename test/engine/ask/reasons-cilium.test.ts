import { Engine, reasonsOf } from '../../../src/engine';
import { parseAddress } from '../../../src/sets';
import { read } from '../../dialects/meaning';

const pod = (name: string, ip: string) => ({
  apiVersion: 'v1', kind: 'Pod', metadata: { name, namespace: 'shop', labels: { app: name } }, spec: { containers: [] }, status: { podIP: ip, podIPs: [{ ip }] },
});
const egress = [
  { toEntities: ['kube-apiserver'] },
  { toEndpoints: [{ matchLabels: { app: 'b' } }], toPorts: [{ ports: [{ port: '80', protocol: 'TCP' }], rules: { http: [{ path: '/x' }] } }] },
];
const policy = { apiVersion: 'cilium.io/v2', kind: 'CiliumNetworkPolicy', metadata: { name: 'p', namespace: 'shop' }, spec: { endpointSelector: { matchLabels: { app: 'a' } }, egress } };

test('an unknown verdict of a policy of Cilium says why', () => {
  const engine = new Engine(read([pod('a', '10.0.0.1'), pod('b', '10.0.0.2'), policy]));
  const [a, b] = engine.classes.ofWorkload;
  const reasons = (peer: Parameters<Engine['reach']>[1]) => reasonsOf(engine, 'egress', a, peer, engine.decisions('egress', a, peer, 'TCP', 80));
  expect(reasons(b)).toEqual(['CiliumNetworkPolicy shop/p may let only a part through: its rules about HTTP are not read']);
  expect(reasons(parseAddress('198.51.100.7')!)).toEqual(['nothing states the addresses of the API server: state them (`apiServer`) under `facts`']);
});
