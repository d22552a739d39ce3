/** What compatible forms show is certain, or said on standard error not to be. */
import { mkdirSync, mkdtempSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { call } from './call';

const POD = (name: string, spec = '') => `---\napiVersion: v1\nkind: Pod\nmetadata: { name: ${name}, namespace: shop, labels: { app: ${name} } }
spec: { containers: [{ name: main }]${spec} }\n`;
const POLICY = (spec: string) => `---\napiVersion: networking.k8s.io/v1\nkind: NetworkPolicy
metadata: { name: some, namespace: shop }\nspec: { podSelector: {}, ${spec} }\n`;

it('eval says false where all is denied, though a list shows the pair', async () => {
  const cilium = `---\napiVersion: cilium.io/v2\nkind: CiliumNetworkPolicy\nmetadata: { name: web, namespace: shop }
spec: { endpointSelector: {}, egressDeny: [{ toEntities: [host, remote-node] }] }\n`;
  const egress = POLICY('policyTypes: [Egress], egress: [{ to: [{ podSelector: {} }] }]');
  const pods = POD('web') + POD('agent', ', hostNetwork: true');
  const { out } = await call(['eval', '-', '-s', 'web', '-d', 'agent', '-p', '80'], pods + egress + cilium);
  expect(out).toBe('shop/web => shop/agent over tcp/80: false\n');
});

it('diff counts listed pairs of whose change a part is so in its reading alone', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'certain-'));
  const some = POLICY('ingress: [{ ports: [{ port: 5432 }], from: [{ namespaceSelector: { matchLabels: { team: x } } }] }]');
  for (const [name, more] of [['open', ''], ['partly', some]]) {
    mkdirSync(join(folder, name));
    writeFileSync(join(folder, name, 'all.yaml'), POD('web') + POD('db') + more);
  }
  const { out, err } = await call(['diff', join(folder, 'open'), join(folder, 'partly')]);
  expect(out).toMatch(/type: removed, source: shop\/web\[Pod\]/);
  expect(err).toMatch(/^2 listed pairs show a change of which a part is unknown; `-o report` tells it apart$/m);
});
