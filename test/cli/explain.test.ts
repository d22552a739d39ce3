import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { call } from './call';

const MANIFESTS = `
apiVersion: v1
kind: Pod
metadata: { name: web, namespace: shop, labels: { app: web } }
spec: { containers: [{ name: main }] }
---
apiVersion: v1
kind: Pod
metadata: { name: db, namespace: shop, labels: { app: db } }
spec: { containers: [{ name: main, ports: [{ containerPort: 5432 }] }] }
---
apiVersion: v1
kind: Service
metadata: { name: db, namespace: shop }
spec: { selector: { app: db }, ports: [{ port: 80, targetPort: 5432 }] }
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: db, namespace: shop, annotations: { netfence/reason: only the shop } }
spec:
  podSelector: { matchLabels: { app: db } }
  policyTypes: [Ingress]
  ingress: [{ from: [{ podSelector: { matchLabels: { app: shop } } }], ports: [{ port: 5432 }] }]
`;

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'netfence-explain-'));
  writeFileSync(join(folder, 'all.yaml'), MANIFESTS);
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('netfence explain', () => {
  it('says what denies, and the smallest change that opens it, as code and as YAML', async () => {
    const { code, out } = await call(['explain', 'shop/web', 'shop/db', '5432', folder]);
    expect(code).toBe(0);
    expect(out).toMatch(/DENIED {2}TCP 5432/);
    expect(out).toMatch(/isolated by NetworkPolicy shop\/db \(.*all\.yaml:17\)/);
    expect(out).toContain("new AllowFrom(this, 'web-to-db', {");
    expect(out).toContain('from: [Peer.pods({ app: \'web\' })],');
    expect(out).toContain('it opens:\n      shop/web[Pod] => shop/db[Pod] : TCP 5432\n');
  });

  it('knows the port of a Service from the port of a container', async () => {
    expect((await call(['explain', 'shop/web', 'shop/db', 'tcp-80', folder])).out).toContain('80 is the port of Service `db`; it is translated to 5432');
  });

  it('prints JSON', async () => {
    const [{ parts }] = JSON.parse((await call(['explain', 'shop/web', 'shop/db', '-o', 'json', folder])).out).cases;
    expect(parts.map(({ verdict }: { verdict: string }) => verdict)).toEqual(['denied']);
    expect(parts[0].openedBy).toMatchObject([{ effect: 'isolate', policy: 'NetworkPolicy shop/db', line: 17 }]);
  });

  it('says why a workload is isolated', async () => {
    const { out } = await call(['explain', '--workload', 'shop/db', folder]);
    expect(out).toMatch(/ingress: isolated[^]*egress: not isolated[^]*ingress isolated by NetworkPolicy shop\/db .*1 rule\n {4}reason: only the shop/);
  });

  it('names the construct behind a policy where cdk8s wrote it down', async () => {
    const metadata = join(folder, 'meta');
    mkdirSync(metadata);
    writeFileSync(join(metadata, 'construct.json'), JSON.stringify({ version: '1.0.0', resources: { db: { path: 'shop/db-fence/db' } } }));
    const { out } = await call(['explain', 'shop/web', 'shop/db', '--construct-metadata', join(metadata, 'construct.json'), join(folder, 'all.yaml')]);
    expect(out).toContain('construct: shop/db-fence/db');
  });

  it.each([
    [['explain', 'shop/web'], '[argument-missing] two ends are needed'],
    [['explain', 'shop/wep', 'shop/db'], 'did you mean `shop/web`?'],
    [['explain', '10.0.0.1', '10.0.0.2'], '[no-workload]'],
    [['explain', 'shop/web', 'shop/db', '70000'], '[bad-packet]'],
    [['explain', '--workload', '10.0.0.1'], '[no-workload]'],
    [['explain', 'shop/web', 'shop/db', '--construct-metadata', 'nowhere.json'], '[bad-construct-metadata]'],
  ])('refuses %j', async (argv, text) => {
    const { code, err } = await call(argv.length === 2 ? argv : [...argv, join(folder, 'all.yaml')]);
    expect(err).toContain(text);
    expect(code).toBe(1);
  });

  it('ends with 3 where the input was not understood', async () => {
    const { code } = await call(['explain', 'shop/web', 'shop/db', '-'], `${MANIFESTS}---\nkind: [`);
    expect(code).toBe(3);
  });
});

describe('netfence blast', () => {
  it('prints a radius, and all of them', async () => {
    expect((await call(['blast', 'shop/db', folder])).out).toContain('a compromised pod reaches 1 of 1 other pods, 1 directly');
    expect((await call(['blast', '--all', folder])).out).toBe('pods\tdirectly\tat worst\tworkload\n1\t1\t1\tshop/db[Pod]\n0\t0\t0\tshop/web[Pod]\n');
    expect(JSON.parse((await call(['blast', 'shop/db', '-o', 'json', folder])).out)).toMatchObject({ pods: 1, workloads: [{ workload: 'shop/web[Pod]', hop: 1 }] });
  });

  it('compares with the state before', async () => {
    const before = join(folder, 'before');
    mkdirSync(before);
    writeFileSync(join(before, 'all.yaml'), MANIFESTS.replace(/app: shop/g, 'app: web'));
    const { out } = await call(['blast', 'shop/web', join(folder, 'all.yaml'), '--before', before]);
    expect(out).toContain('before the change 1 pods, now 0\n  - shop/db[Pod]\n');
  });

  it.each([[['blast'], '[argument-missing]'], [['blast', 'shop/db', '--hops', '0'], '[option-value]'], [['blast', 'shop/db', '--api-server', 'x'], '[option-value]'], [['blast', '10.0.0.1'], '[no-workload]']])('refuses %j', async (argv, text) => {
    const { code, err } = await call([...argv, ...(argv.length > 1 ? [join(folder, 'all.yaml')] : [])]);
    expect(err).toContain(text);
    expect(code).toBe(1);
  });
});

it('names the port that a rule about the address opens', async () => {
  const policy = `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: p, namespace: a }
spec: { podSelector: {}, policyTypes: [Egress], egress: [{ to: [{ ipBlock: { cidr: 203.0.113.0/24 } }], ports: [{ port: 53, protocol: UDP }] }] }
---
apiVersion: v1
kind: Pod
metadata: { name: x, namespace: a }
spec: { containers: [{ name: c }] }
`;
  const { out } = await call(['explain', 'a/x', '203.0.113.5', '443', '-'], policy);
  expect(out).toContain('a rule of NetworkPolicy a/p means the destination, but opens only UDP 53');
});
