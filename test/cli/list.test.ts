import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { call } from './call';

const MANIFESTS = `
apiVersion: apps/v1
kind: Deployment
metadata: {name: web, namespace: shop}
spec: {template: {metadata: {labels: {app: web}}, spec: {containers: [{name: main}]}}}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: api, namespace: shop}
spec: {template: {metadata: {labels: {app: api}}, spec: {containers: [{name: main, ports: [{name: http, containerPort: 8080}]}]}}}
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: api, namespace: shop}
spec:
  podSelector: {matchLabels: {app: api}}
  policyTypes: [Ingress, Egress]
  ingress: [{from: [{podSelector: {matchLabels: {app: web}}}], ports: [{port: http}]}]
`;
const LINES = [
  '0.0.0.0-255.255.255.255[External] => shop/web[Deployment] : All Connections',
  'shop/web[Deployment] => 0.0.0.0-255.255.255.255[External] : All Connections',
  'shop/web[Deployment] => shop/api[Deployment] : TCP 8080',
  '',
].join('\n');

it('lists standard input', async () => {
  expect(await call(['list', '-'], MANIFESTS)).toEqual({ code: 0, out: LINES, err: '' });
});

it('knows its users\' names of options', async () => {
  const only = 'shop/web[Deployment] => shop/api[Deployment] : TCP 8080\n';
  expect((await call(['list', '--dirpath', '-', '--focusworkload', 'api'], MANIFESTS)).out).toBe(only);
  expect((await call(['list', '--dirpath=-', '--focusworkload=shop/api,nobody', '-q=false'], MANIFESTS)).err).toBe('unknown-workload: no workload `nobody` in the input\n');
  expect((await call(['list', '-', '--focusworkload=nobody', '--format=jsonl'], MANIFESTS)).err).toBe('unknown-workload: no workload `nobody` in the input\n');
  expect((await call(['list', '-', '--focusworkload', 'web', '--focusworkload-peer', 'api', '--focus-direction', 'egress'], MANIFESTS)).out).toBe(only);
  expect((await call(['list', '-', '--focusworkload', 'web', '--focusworkload-peer', 'api', '--focus-direction', 'ingress'], MANIFESTS)).out).toBe('');
  expect((await call(['list', '-', '--focus-conn', 'tcp-8080', '--focusworkload', 'api', '--output', 'csv'], MANIFESTS)).out)
    .toBe('src,dst\nshop/web[Deployment],shop/api[Deployment]\n');
  expect((await call(['list', '-', '--quiet=true', '--focusworkload', 'nobody'], MANIFESTS))).toEqual({ code: 0, out: '', err: '' });
});

it('says in jsonl which rules decide, where they stand, and what is denied on request', async () => {
  const { out } = await call(['list', '-', '-o', 'jsonl', '--all', '--focusworkload', 'api'], MANIFESTS);
  const lines = out.trim().split('\n').map((line) => JSON.parse(line));
  const rule = { direction: 'ingress', effect: 'allow', policy: 'NetworkPolicy shop/api', field: 'spec.ingress[0]', file: '-', line: 18 };
  expect(lines).toContainEqual({ source: 'shop/web[Deployment]', destination: 'shop/api[Deployment]', verdict: 'allowed', traffic: 'TCP 8080', rules: [rule] });
  expect(lines).toContainEqual({
    source: { addresses: ['0.0.0.0-255.255.255.255', '::-ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff'] },
    destination: 'shop/api[Deployment]',
    verdict: 'denied',
    traffic: 'All Connections',
    rules: [{ direction: 'ingress', effect: 'isolate', policy: 'NetworkPolicy shop/api', file: '-', line: 12 }],
  });
  expect((await call(['list', '-', '-o', 'jsonl'], MANIFESTS)).out).not.toContain('denied');
});

it.each([
  ['ports', '{ports: [{port: 80}]}', '{ports: [{port: 81}]}', 'TCP 80-81'],
  ['named ports', '{ports: [{port: 8079}]}', '{ports: [{port: http}]}', 'TCP 8079-8080'],
  ['blocks', '{from: [{ipBlock: {cidr: 192.0.2.0/25}}]}', '{from: [{ipBlock: {cidr: 192.0.2.128/25}}]}', 'All Connections'],
  ['blocks, one of them with all', '{from: [{ipBlock: {cidr: 192.0.2.0/24}}], ports: [{port: 80}]}', '{from: [{ipBlock: {cidr: 192.0.2.9/32}}], ports: [{port: 81}]}', 'TCP 80-81'],
])('names all rules in jsonl where neighbouring %s are one line', async (_, first, second, traffic) => {
  const text = MANIFESTS.replace('policyTypes: [Ingress, Egress]', 'policyTypes: [Ingress]').replace(/ingress: .*/, `ingress: [${first}, ${second}]`);
  const { out } = await call(['list', '-', '-o', 'jsonl', '--focusworkload', 'api'], text);
  const lines = out.trim().split('\n').map((line) => JSON.parse(line)).filter((line) => line.source.addresses !== undefined && line.traffic === traffic);
  expect(lines.map(({ rules }) => rules.map(({ field }: { field: string }) => field))).toEqual([['spec.ingress[0]', 'spec.ingress[1]']]);
});

it('draws a matrix', async () => {
  const { out } = await call(['list', '-', '-o', 'matrix'], MANIFESTS);
  expect(out).toBe([
    '1 shop/api[Deployment]',
    '2 shop/web[Deployment]',
    '3 (outside the cluster)',
    '',
    '         1    2    3',
    '    1    .    .    .',
    '    2    a    *    *',
    '    3    .    *    .',
    '',
    '* everything   . nothing   ?x possibly x   ~ for some addresses only',
    'a TCP 8080',
    '',
  ].join('\n'));
});

describe('what is unknown', () => {
  const refused = MANIFESTS.replace('ingress: [', 'unheard: 1\n  ingress: [');
  const host = `${MANIFESTS}---
apiVersion: v1
kind: Pod
metadata: {name: agent, namespace: shop, labels: {app: agent}}
spec: {hostNetwork: true, containers: [{name: main}]}
`;

  it('is counted on standard error where a compatible form shows nothing, with the reasons', async () => {
    const { code, out, err } = await call(['list', '-'], host);
    expect(code).toBe(0);
    expect(out).not.toContain('shop/agent[Pod] => shop/api');
    expect(err).toBe([
      '2 pairs not listed have verdict unknown (not isolated); `--format jsonl` lists them',
      '  1: a pod on the host network has the address of its node, and the node of a pod always reaches it',
      '  1: a pod on the host network has the address of its node, and whether a pod that policies isolate reaches its own node depends on the CNI',
      '',
    ].join('\n'));
    expect((await call(['list', '-', '-q'], host)).err).toBe('');
  });

  const hosts = `
apiVersion: v1
kind: Pod
metadata: {name: agent, namespace: shop, labels: {app: agent}}
spec: {hostNetwork: true, containers: [{name: main}]}
---
apiVersion: v1
kind: Pod
metadata: {name: api, namespace: shop}
spec: {containers: [{name: main}]}
---
apiVersion: policy.networking.k8s.io/v1alpha1
kind: AdminNetworkPolicy
metadata: {name: agents}
spec:
  priority: 5
  subject: {namespaces: {}}
  ingress: [{action: Deny, from: [{namespaces: {matchLabels: {kubernetes.io/metadata.name: shop}}}]}]
`;

  it('is counted where a compatible form hides what is allowed, or shows more or less than is certain', async () => {
    const { out, err } = await call(['list', '-'], hosts);
    expect(out).not.toContain('shop/agent[Pod] => shop/api');
    expect(err).toBe([
      '2 pairs not listed are allowed; `--format jsonl` lists them',
      '  2: this format takes pods on the host network for ordinary pods',
      '',
    ].join('\n'));
    const elsewhere = (labels: string) => hosts.replace('{matchLabels: {kubernetes.io/metadata.name: shop}}', labels).replace('hostNetwork: true, ', '');
    const denied = await call(['list', '-'], elsewhere('{matchLabels: {team: a}}'));
    expect(denied.out).toContain('shop/agent[Pod] => shop/api[Pod] : All Connections');
    expect(denied.err).toContain('2 listed pairs show more than is certain to pass; `--format jsonl` lists them\n');
    const partly = elsewhere('{matchLabels: {team: a}}').replace('action: Deny', 'action: Allow, ports: [{portNumber: {protocol: UDP, port: 53}}]')
      .replace(/(ingress: .*)\]/, '$1, {action: Deny, from: [{namespaces: {}}], ports: [{portNumber: {protocol: UDP, port: 53}}]}]');
    expect((await call(['list', '-'], partly)).err).toContain('2 listed pairs show less than may pass; `--format jsonl` lists them\n');
  });

  it('has its own verdict and reasons in jsonl', async () => {
    const { out } = await call(['list', '-', '-o', 'jsonl', '--focusworkload', 'agent', '--focusworkload-peer', 'api', '--focus-direction', 'egress'], host);
    expect(JSON.parse(out)).toMatchObject({
      source: 'shop/agent[Pod]', destination: 'shop/api[Deployment]', verdict: 'unknown', reasons: [expect.stringContaining('the node of a pod always reaches it')],
    });
  });

  it('ends with exit code 3 where the API server would refuse a policy, listed as far as it can be read', async () => {
    const { code, out, err } = await call(['list', '-'], refused);
    expect(code).toBe(3);
    expect(out).toBe(LINES);
    expect(err).toMatch(/^-:18:12: unknown-field: NetworkPolicy shop\/api: unknown field `spec\.unheard`;.*\n {2}fix: known here: /);
    expect(err).toMatch(/\n\d+ pairs not listed have verdict unknown/);
    expect(await call(['list', '-', '--fail'], refused)).toMatchObject({ code: 3, out: '' });
    expect((await call(['list', '-', '-o', 'jsonl', '--focusworkload', 'api'], refused)).out).not.toContain('"verdict":"allowed","traffic":"TCP 8080"');
  });
});

describe('--cni', () => {
  const block = `${MANIFESTS.replace('web}}}], ports: [{port: http}]', 'web}}}, {ipBlock: {cidr: 10.0.0.0/8}}], ports: [{port: http}]')}---
apiVersion: v1
kind: Pod
metadata: {name: other, namespace: shop, labels: {app: other}}
spec: {containers: [{name: main}]}
status: {podIP: 10.1.2.3}
`;
  const types = MANIFESTS.replace('policyTypes: [Ingress, Egress]', 'policyTypes: [Egress]');

  it('answers what the agent does', async () => {
    const asked = ['list', '-', '--focusworkload', 'other', '--focusworkload-peer', 'api', '--focus-direction', 'egress', '-q'];
    expect((await call([...asked, '--cni', 'kube-router'], block)).out).toBe('shop/other[Pod] => shop/api[Deployment] : TCP 8080\n');
    expect((await call([...asked, '--cni', 'cilium'], block)).out).toBe('');
  });

  it('reports where the agent departs from the words', async () => {
    const { code, err } = await call(['list', '-', '--cni', 'cilium'], types);
    expect(code).toBe(0);
    expect(err).toContain('cilium denies 3 pairs that the spec allows:\n  shop/web[Deployment] => shop/api[Deployment] : ');
  });

  it('names the agents that it knows', async () => {
    const { code, err } = await call(['list', '-', '--cni', 'cillium'], MANIFESTS);
    expect(code).toBe(1);
    expect(err).toContain('[unknown-cni] no network plugin `cillium`\n  fix: did you mean `cilium`? known: antrea, aws-vpc-cni, azure-npm, calico, canal, cilium, ');
  });
});

describe('output', () => {
  let folder: string;
  beforeAll(() => { folder = mkdtempSync(join(tmpdir(), 'netfence-list-')); });
  afterAll(() => rmSync(folder, { recursive: true }));

  it('goes to a file', async () => {
    const file = join(folder, 'list.txt');
    expect(await call(['list', '-', '-f', file], MANIFESTS)).toEqual({ code: 0, out: '', err: '' });
    expect(readFileSync(file, 'utf8')).toBe(LINES);
    expect(await call(['list', '-', '--file', join(folder, 'no', 'list.txt')], MANIFESTS)).toMatchObject({ code: 1, err: expect.stringContaining('[cannot-write]') });
  });

  it('is the same for every order of the input', async () => {
    const reversed = MANIFESTS.split('---').reverse().join('---');
    for (const form of ['txt', 'json', 'csv', 'md', 'dot', 'matrix']) {
      expect((await call(['list', '-', '-o', form], reversed)).out).toBe((await call(['list', '-', '-o', form], MANIFESTS)).out);
    }
  });

  it('shows progress to those who watch, and to nobody else', async () => {
    expect((await call(['list', '-'], MANIFESTS, true)).err).toBe('\r\u001b[Kreading …\r\u001b[K\r\u001b[Kcompiling policies …\r\u001b[K');
    writeFileSync(join(folder, 'a.yaml'), MANIFESTS);
    expect((await call(['list', folder])).err).toBe('');
  });

  it('counts in one line the kinds of which nothing is known', async () => {
    const other = `${MANIFESTS}---\napiVersion: example.com/v1\nkind: Widget\nmetadata: {name: a}\n---\napiVersion: example.com/v1\nkind: Widget\nmetadata: {name: b}\n`;
    expect(await call(['list', '-'], other)).toMatchObject({ code: 0, out: LINES, err: 'not known here, so whether they make pods or policies is not known: 2 example.com/v1/Widget\n' });
  });
});

it('focuses on what a Deployment makes by its name, and on a pod by its own', async () => {
  const pod = (name: string, owner: string) => `
apiVersion: v1
kind: Pod
metadata: {name: ${name}, namespace: shop, labels: {app: web, pod-template-hash: ${owner.split('-')[1]}}, ownerReferences: [{apiVersion: apps/v1, kind: ReplicaSet, name: ${owner}, uid: u, controller: true}]}
spec: {containers: [{name: main}]}
---`;
  const input = `${pod('front-5d4f9c7b8-x2kzq', 'front-5d4f9c7b8')}${MANIFESTS}`;
  const all = (await call(['list', '-'], input)).out.split('\n').filter((line) => line.includes('front-5d4f9c7b8[ReplicaSet]'));
  expect(all.length).toBeGreaterThan(0);
  for (const name of ['front', 'shop/front', 'front-5d4f9c7b8-x2kzq']) {
    expect((await call(['list', '-', '--focusworkload', name], input)).out.split('\n').filter((line) => line !== '')).toEqual(all);
  }
});
