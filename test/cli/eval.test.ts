import { call } from './call';

const MANIFESTS = `
apiVersion: apps/v1
kind: Deployment
metadata: {name: web, namespace: shop}
spec: {template: {metadata: {labels: {app: web}}, spec: {containers: [{name: main}]}}}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: api, namespace: backend}
spec: {template: {metadata: {labels: {app: api}}, spec: {containers: [{name: main, ports: [{name: http, containerPort: 8080}]}]}}}
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: api, namespace: backend}
spec:
  podSelector: {matchLabels: {app: api}}
  ingress: [{from: [{namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: shop}}}, {ipBlock: {cidr: 192.0.2.0/24}}], ports: [{port: http}]}]
---
apiVersion: v1
kind: Pod
metadata: {name: agent, namespace: shop, labels: {app: agent}}
spec: {hostNetwork: true, containers: [{name: main}]}
---
apiVersion: v1
kind: Pod
metadata: {name: worker-1, namespace: backend, labels: {app: worker}, ownerReferences: [{apiVersion: apps/v1, kind: ReplicaSet, name: worker, controller: true}]}
spec: {containers: [{name: main}]}
`;
const ask = async (...argv: string[]) => call(['eval', '-', ...argv], MANIFESTS);

it.each([
  [['-s', 'web', '-n', 'shop', '-d', 'api', '--destination-namespace', 'backend', '-p', '8080'], 'shop/web => backend/api over tcp/8080: true\n'],
  [['-s', 'web', '-n', 'shop', '-d', 'api', '--destination-namespace', 'backend', '-p', '8081'], 'shop/web => backend/api over tcp/8081: false\n'],
  [['-s', 'shop/web', '-d', 'backend/api[Deployment]', '-p', 'http'], 'shop/web => backend/api over tcp/http: true\n'],
  [['--source', 'web', '--destination', 'api', '--port', '8080', '--protocol', 'UDP'], 'shop/web => backend/api over udp/8080: false\n'],
  [['--source-ip', '192.0.2.7', '-d', 'api', '-p', '8080'], '192.0.2.7 => backend/api over tcp/8080: true\n'],
  [['--source-ip', '198.51.100.7', '-d', 'api', '-p', '8080'], '198.51.100.7 => backend/api over tcp/8080: false\n'],
  [['-s', 'api', '--destination-ip', '2001:db8::1', '-p', '443'], 'backend/api => 2001:db8::1 over tcp/443: true\n'],
  [['-s', 'worker-1', '-d', 'worker-1', '-p', '80'], 'backend/worker-1 => backend/worker-1 over tcp/80: true\n'],
  [['-s', 'worker', '-d', 'api', '-p', '8080'], 'backend/worker => backend/api over tcp/8080: unknown\n'],
])('answers %j', async (argv, expected) => {
  const { code, out } = await ask(...argv);
  expect(out).toBe(expected);
  expect(code).toBe(0);
});

it('says why it is unknown: the block may hold the address of the pod', async () => {
  expect(await ask('-s', 'worker', '-d', 'api', '-p', '8080')).toMatchObject({
    code: 0,
    err: 'unknown:\n  a block may hold the address of the pod, which the input does not tell\n  to settle it, state where pods have their addresses (`podRanges`)\n',
  });
});

it('gives verdict, reasons and rules as JSON', async () => {
  const { out } = await ask('-s', 'web', '-d', 'api', '-p', 'http', '-o', 'json');
  expect(JSON.parse(out)).toEqual({
    source: 'shop/web[Deployment]',
    destination: 'backend/api[Deployment]',
    protocol: 'TCP',
    port: 8080,
    verdict: 'allowed',
    listed: true,
    needs: [],
    reasons: [],
    rules: [{ direction: 'ingress', effect: 'allow', policy: 'NetworkPolicy backend/api', field: 'spec.ingress[0]', file: '-', line: 17 }],
  });
});

it.each([
  [['-s', 'web', '-d', 'api', '-p', '8080', '--expect', 'allowed'], 0, ''],
  [['-s', 'web', '-d', 'api', '-p', '8080', '--expect', 'denied'], 2, 'expected denied, got allowed\n'],
  [['-s', 'web', '-d', 'api', '-p', '9', '--expect', 'denied'], 0, ''],
  [['-s', 'web', '-d', 'api', '-p', '9', '--expect', 'allowed'], 2, 'expected allowed, got denied\n'],
])('checks an expectation: %j', async (argv, code, err) => {
  expect(await ask(...argv)).toMatchObject({ code, err });
});

it('fails either expectation where the verdict is unknown', async () => {
  for (const verdict of ['allowed', 'denied']) {
    const { code, err } = await ask('-s', 'agent', '-d', 'api', '-p', '1', '--expect', verdict);
    expect(code).toBe(2);
    expect(err).toContain(`expected ${verdict}, got unknown\n`);
  }
});

it('puts an input that was not understood before a failed expectation', async () => {
  const { code, err } = await call(['eval', '-', '-s', 'web', '-d', 'web', '-p', '80', '--expect', 'denied'], `${MANIFESTS}---\n{`);
  expect(code).toBe(3);
  expect(err).toContain('broken-yaml');
  expect(err).toContain('expected denied, got allowed');
});

it.each([
  [['-d', 'api', '-p', '1'], '[option-missing] no source\n  fix: write `-s NAME` for a workload or `--source-ip ADDRESS`'],
  [['-s', 'web', '-p', '1'], '[option-missing] no destination\n  fix: write `-d NAME`'],
  [['-s', 'web', '--source-ip', '192.0.2.1', '-d', 'api', '-p', '1'], '[options-exclusive] two sources, `web` and `192.0.2.1`'],
  [['-s', 'web', '-d', 'api'], '[option-missing] no port\n  fix: write `-p 8080`'],
  [['-s', 'wbe', '-d', 'api', '-p', '1'], '[unknown-workload] no workload `wbe` in the input\n  fix: did you mean `web`?'],
  [['-s', 'web', '-d', 'api', '-p', '70000'], '[bad-port] a port is a number from 1 to 65535, got `70000`'],
  [['-s', 'web', '-d', 'api', '-p', 'htpp'], '[bad-port] no TCP port `htpp` at `backend/api[Deployment]`: it has `http`'],
  [['-s', 'web', '-d', 'api', '-p', '1', '--protocol', 'icmp'], '[option-value] `--protocol` must be tcp, udp or sctp, got `icmp`'],
  [['--source-ip', '1.2.3.4.5', '-d', 'api', '-p', '1'], '[bad-address] no IP address, got `1.2.3.4.5`'],
  [['--source-ip', '192.0.2.1', '--destination-ip', '192.0.2.2', '-p', '1'], '[no-workload] neither address is that of a pod'],
  [['--source-ip', '10.0.1.15', '--destination-ip', '192.0.2.2', '-p', '1'], '[no-workload] the input does not tell which pod has `10.0.1.15`, if any'],
  [['-s', 'web', '-d', 'api', '-p', '1', '--expect', 'open'], '[option-value] `--expect` must be one of allowed, denied, got `open`'],
])('refuses %j', async (argv, message) => {
  const { code, out, err } = await ask(...argv);
  expect(err).toContain(message);
  expect({ code, out }).toEqual({ code: 1, out: '' });
});

it('says unknown and what would settle it where nothing states who has a private address, although a list shows the block', async () => {
  const policy = `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: p, namespace: a }
spec: { podSelector: {}, policyTypes: [Egress], egress: [{ to: [{ ipBlock: { cidr: 10.0.0.0/8 } }] }] }
---
apiVersion: v1
kind: Pod
metadata: { name: x, namespace: a }
spec: { containers: [{ name: c }] }
`;
  const { out, err, code } = await call(['eval', '-', '-s', 'a/x', '--destination-ip', '10.9.9.9', '-p', '80', '--expect', 'allowed'], policy);
  expect([out, code]).toEqual(['a/x => 10.9.9.9 over tcp/80: unknown\n', 2]);
  expect(err).toContain('to settle it, state where pods have their addresses (`podRanges`)');
});
