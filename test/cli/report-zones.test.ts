import { mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { call } from './call';

const folder = mkdtempSync(join(tmpdir(), 'netfence-zones-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** The text of the part about zones, tags left out. */
async function zonesOf(name: string, content: string): Promise<string> {
  const file = join(folder, name);
  writeFileSync(file, content);
  const { out } = await call(['report', '--date', '2026-11-30', file]);
  const [, part] = /<section id="zones" [^]*?<\/h2>([^]*?)<\/section>/.exec(out)!;
  return part.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ');
}

it('has one row for namespaces that are alike, and a row for each connection where many are not', async () => {
  const many = Array.from({ length: 14 }, (_, i) => `apiVersion: v1\nkind: Pod\nmetadata: { name: a, namespace: n${i} }\nspec: { containers: [{ name: a }] }\n`);
  expect(await zonesOf('many.yaml', many.join('---\n'))).toMatch(/n0, n1, n10, n11, n12, n13, n2, .* n9 All Connections/);
  const own = Array.from({ length: 31 }, (_, i) => `---
apiVersion: v1
kind: Pod
metadata: { name: a, namespace: n${i} }
spec: { containers: [{ name: a }] }
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: a, namespace: n${i} }
spec: { podSelector: {}, policyTypes: [Ingress, Egress], ingress: [{ ports: [{ port: ${i + 1} }] }], egress: [{ ports: [{ port: ${i + 1} }] }] }
`);
  const rows = await zonesOf('own.yaml', own.join(''));
  expect(rows).toContain('(internet) n13 TCP 14');
  expect(rows).toContain('n13 (other networks) TCP 14');
});

it('has a row of its own for each of a few namespaces, alike or not', async () => {
  const two = ['a', 'b'].map((name) => `apiVersion: v1\nkind: Pod\nmetadata: { name: a, namespace: ${name} }\nspec: { containers: [{ name: a }] }\n`);
  expect(await zonesOf('two.yaml', two.join('---\n'))).toMatch(/ a \u2013 All Connections All Connections All Connections b All Connections \u2013 /);
});

it('says of traffic that is allowed for some pairs and unknown for others which is which', async () => {
  const pod = (name: string) => `apiVersion: v1\nkind: Pod\nmetadata: { name: ${name}, namespace: a, labels: { app: ${name} } }\nspec: { containers: [{ name: a }] }\n`;
  const unread = `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: p, namespace: a }
spec: { podSelector: { matchLabels: { app: c } }, ingress: [{ ports: [{ port: 99999 }] }] }
`;
  expect(await zonesOf('unread.yaml', [pod('x'), pod('z'), pod('c'), unread].join('---\n'))).toContain('All Connections, for other pairs possibly All Connections');
});

it('names what is denied in each cell of the matrix, to and from what is outside too, and says why', async () => {
  const pods = ['a', 'b'].map((name) => `apiVersion: v1\nkind: Pod\nmetadata: { name: a, namespace: ${name} }\nspec: { containers: [{ name: a }] }\n`);
  const closed = 'apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: { name: p, namespace: b }\nspec: { podSelector: {}, policyTypes: [Ingress] }\n';
  const text = await zonesOf('closed.yaml', [...pods, closed].join('---\n'));
  expect(text).toMatch(/ a \u2013 denied All Connections All Connections b All Connections \u2013 All Connections All Connections \(internet\) All Connections denied \u2013 \u2013 /);
  expect(text).toMatch(/\(internet\) to b: denied for every pod and address For example: 8\.8\.8\.8 to b\/a\[Pod\].*NetworkPolicy b\/p/);
});
