import { createHash } from 'crypto';
import { readFileSync } from 'fs';
import { join } from 'path';
import { PARTS } from '../../src/report/report/html';
import { call } from './call';
import { BLOG, jsonOf, partOf, report, ReportFolder } from './report-call';

const folder = new ReportFolder();
const file = (name: string, content: string) => folder.file(name, content);
const sha256 = (text: string | Buffer) => createHash('sha256').update(text).digest('hex');

describe('the document', () => {
  it('is the same for the same input and date, and another for another date', async () => {
    const [first, second] = [await report(BLOG), await report(BLOG)];
    expect(first.code).toBe(0);
    expect(first.out).toBe(second.out);
    expect((await report(BLOG, '--date', '2026-12-01')).out).not.toBe(first.out);
  });

  it('holds one script, no handler and no address that a browser would ask, and allows its own style and script alone', async () => {
    const { out } = await report(BLOG, '--pci', 'production');
    expect(out.split('<script').length).toBe(2);
    expect(out).not.toMatch(/<link|<img|<iframe|<object|<form|<base| style=| on[a-z]+=|@import|url\(| src=/i);
    const hashOf = (name: string) => createHash('sha256').update(new RegExp(`<${name}>([^]*?)</${name}>`).exec(out)![1]).digest('base64');
    const [, policy] = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(out)!;
    const own = `style-src 'sha256-${hashOf('style')}'; script-src 'sha256-${hashOf('script')}'`;
    expect(policy).toBe(`default-src 'none'; ${own}; base-uri 'none'; form-action 'none'`);
  });

  it('has nine parts, each with a heading, an anchor and an entry of the contents', async () => {
    const { out } = await report(BLOG);
    const sections = [...out.matchAll(/<section id="(\w+)" aria-labelledby="(\w+-title)">\n<h2 id="(\w+-title)">/g)];
    expect(sections.map(([, id]) => id)).toEqual(PARTS.map(({ id }) => id));
    expect(sections.length).toBe(9);
    for (const [, id, label, heading] of sections) expect([id, label, heading]).toEqual([id, `${id}-title`, label]);
    const contents = /<nav [^]*?<\/nav>/.exec(out)![0];
    for (const { id, title } of PARTS) expect(contents).toContain(`<a href="#${id}">${title}</a>`);
    const ids = [...out.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const [, target] of out.matchAll(/href="#([^"]*)"/g)) expect(ids).toContain(target);
  });

  it('has tags that all close', async () => {
    const { out } = await report(BLOG, '--flows', 'examples/flows.csv', '--old', 'examples/yaml', '--live', 'examples/corrected');
    const open: string[] = [];
    for (const [tag, close, name] of out.matchAll(/<(\/?)([a-z][a-z0-9]*)(?: [^>]*)?>/g)) {
      if (name === 'meta' || tag.endsWith('/>')) continue;
      if (close === '') open.push(name);
      else {
        // the cells and the rows of a table's body need no end tag
        while (name === 'tbody' && ['tr', 'th', 'td'].includes(open.at(-1)!)) open.pop();
        expect([name, open.pop()]).toEqual([name, name]);
      }
    }
    expect(open).toEqual([]);
  });
});

describe('the cover', () => {
  it('names the inputs with their hashes, the version, the agent and the JSON by its hash', async () => {
    const json = join(folder.folder, 'report.json');
    const { out } = await report(BLOG, '--json', json, '--cni', 'calico', '--title', 'Payments <b>');
    const cover = partOf(out, 'cover');
    expect(cover).toContain(`${BLOG} manifests ${readFileSync(BLOG).length} ${sha256(readFileSync(BLOG))}`);
    expect(cover).toContain(`SHA-256 ${sha256(readFileSync(json))}`);
    expect(cover).toMatch(/Network agent assumed calico/);
    expect(cover).toContain('cni , stated by `--cni`');
    expect(out).toContain('<h1>Payments &#60;b&#62;</h1>');
    expect(JSON.parse(readFileSync(json, 'utf8')).cover).toMatchObject({
      ...{ title: 'Payments <b>', date: '2026-11-30' },
      inputs: [{ role: 'manifests', file: BLOG }],
    });
  });

  it('hashes standard input, flows, invariants and other states', async () => {
    const text = readFileSync(BLOG, 'utf8');
    const { out } = await call(['report', '-', '--format', 'json', '--date', '2026-11-30'], text);
    expect(JSON.parse(out).cover.inputs).toEqual([{ role: 'manifests', file: '-', size: Buffer.byteLength(text), sha256: sha256(text) }]);
    expect(JSON.parse(out).cover.commit).toBeUndefined();
    const { cover } = await jsonOf(BLOG, '--flows', 'examples/flows.csv', '--old', BLOG, '--live', 'examples/corrected');
    expect(cover.inputs.map(({ role, file: name }: { role: string; file: string }) => `${role} ${name}`)).toEqual([
      `manifests ${BLOG}`, 'flows examples/flows.csv', `old ${BLOG}`, 'live examples/corrected/blog.yaml',
    ]);
  });
});

describe('input that was not fully understood', () => {
  const broken = () => file('broken.yaml', `${readFileSync(BLOG, 'utf8')}---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: odd, namespace: staging }
spec: { podSelector: {}, ingress: [{ ports: [{ port: 99999 }] }] }
`);

  it('ends with 3 and says so on the cover, in the summary and in each part', async () => {
    const { code, out } = await report(broken());
    expect(code).toBe(3);
    for (const { id } of PARTS) expect([id, partOf(out, id).includes('Not complete:')]).toEqual([id, true]);
    expect(partOf(out, 'cover')).toContain('broken.yaml:');
  });

  it('is never counted as isolated, denied or proved', async () => {
    const { summary, clauses, isUnderstood, register, defaults } = await jsonOf(broken());
    expect(isUnderstood).toBe(false);
    expect(summary.ingress).toEqual({ isolated: 3, partly: 0, unknown: 1, notIsolated: 1 });
    expect(clauses.filter(({ outcome }: { outcome: string }) => outcome === 'proved')).toEqual([]);
    expect(register.rules.filter(({ action }: { action: string }) => action === 'unread')).toEqual([
      expect.objectContaining({ policy: 'NetworkPolicy staging/odd', unclear: expect.any(String) }),
      expect.objectContaining({ policy: 'NetworkPolicy staging/odd', unclear: expect.any(String) }),
    ]);
    expect(defaults.find(({ namespace }: { namespace: string }) => namespace === 'staging')).toMatchObject({ deniesByDefault: 'unknown' });
  });

  it('says nothing of the kind where all was understood', async () => {
    const { code, out } = await report(BLOG);
    expect([code, out.includes('Not complete')]).toEqual([0, false]);
  });
});

describe('the register', () => {
  const SHOP = `
apiVersion: v1
kind: Namespace
metadata: { name: shop, labels: { team: shop } }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: web, namespace: shop }
spec:
  replicas: 3
  selector: { matchLabels: { app: web } }
  template: { metadata: { labels: { app: web, tier: front } }, spec: { containers: [{ name: a }] } }
---
apiVersion: v1
kind: Pod
metadata: { name: node-agent, namespace: shop, labels: { app: web } }
spec: { hostNetwork: true, containers: [{ name: a }] }
---
apiVersion: v1
kind: Pod
metadata: { name: other, namespace: elsewhere, labels: { app: web } }
spec: { containers: [{ name: a }] }
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: web
  namespace: shop
  annotations:
    netfence/ignore: |
      selects-nothing until 2026-12-31: the pods come later
      shadowed-rule until 2026-01-31: on purpose
spec:
  podSelector: { matchLabels: { app: web } }
  ingress:
    - from:
        - podSelector: { matchLabels: { app: web } }
        - podSelector: { matchLabels: { tier: front } }
        - ipBlock: { cidr: 10.0.0.0/8, except: [10.1.0.0/16] }
      ports: [{ port: 23 }, { port: http }]
    - from: [{ namespaceSelector: { matchLabels: { team: other } }, podSelector: {} }]
  policyTypes: [Ingress, Egress]
`;

  it('counts the pods of a group once, none on the host network, and those apart that a selector possibly means', async () => {
    const { register: { rules } } = await jsonOf(file('shop.yaml', SHOP));
    expect(rules).toMatchObject([
      {
        ...{ direction: 'ingress', field: 'spec.ingress[0]', source: { pods: 3, possiblePods: 0 } },
        destination: { text: 'pods with app=web in shop', pods: 3, possiblePods: 0 },
        namedPorts: ['TCP http'],
      },
      { direction: 'ingress', field: 'spec.ingress[1]', source: { pods: 0, possiblePods: 1 } },
      { direction: 'egress', action: 'isolate', field: '', source: { pods: 3 }, destination: { text: 'anyone: every pod and every address' } },
    ]);
    expect(rules[0].source.text).toMatch(/^pods with app=web in shop or pods with tier=front in shop or 10\./);
    expect(rules[0].insecure).toEqual(['TCP 23 (Telnet)']);
  });

  it('names file and line, and keeps rules without a reason apart', async () => {
    const { out } = await report(BLOG);
    const register = partOf(out, 'register');
    expect(register).toMatch(/Rules with a reason None\. Rules without a reason .*NetworkPolicy production\/api-egress /);
    expect(register).toContain('NetworkPolicy production/api-egress pods with app=api-server in production (1 pod) '
      + 'pods with app=database in production (1 pod) '
      + 'egress allows TCP 5432 examples/yaml/blog.yaml:124 spec.egress[0] none');
    const annotated = 'name: api-egress\n  annotations: { netfence/reason: orders are stored }\n';
    const text = readFileSync(BLOG, 'utf8').replace('name: api-egress\n', annotated);
    const { register: { rules } } = await jsonOf(file('reason.yaml', text));
    const reasons = rules.flatMap(({ policy, reason }: { policy: string; reason?: string }) => (reason === undefined ? [] : [[policy, reason]]));
    expect(reasons).toEqual(Array(2).fill(['NetworkPolicy production/api-egress', 'orders are stored']));
  });

  it('is the same as CSV, a rule a line', async () => {
    const csv = join(folder.folder, 'rules.csv');
    const { register: { rules } } = await jsonOf(BLOG, '--csv', csv);
    const lines = readFileSync(csv, 'utf8').trimEnd().split('\n');
    expect(lines.length).toBe(rules.length + 1);
    expect(lines[1].replace(/,\d{4}-\d\d-\d\d,/, ',,')).toBe('NetworkPolicy production/api-egress,egress,allow,'
      + 'pods with app=api-server in production,1,0,'
      + 'pods with app=database in production,1,0,TCP 5432,examples/yaml/blog.yaml,124,spec.egress[0],,,,,,,');
    expect((await report(BLOG, '--format', 'csv')).out).toBe(readFileSync(csv, 'utf8'));
  });

  it('says when each rule was seen last; what was denied at the time is no use of a rule', async () => {
    const flows = (verdict: string) => file(`${verdict}.csv`, [
      'time,src_namespace,src_workload,dst_namespace,dst_workload,dst_port,protocol,verdict',
      '2026-11-20T09:00:00Z,production,frontend,production,api-server,8080,TCP,FORWARDED',
      `2026-11-21T09:00:00Z,production,api-server,production,database,5432,TCP,${verdict}`,
    ].join('\n'));
    const useOf = async (verdict: string) => {
      const { register } = await jsonOf(BLOG, '--flows', flows(verdict));
      const allowing = register.rules.filter(({ action }: { action: string }) => action === 'allow');
      return allowing.map(({ policy, field, use }: Record<string, unknown>) => [`${String(policy)} ${String(field)}`, use]);
    };
    expect(await useOf('FORWARDED')).toEqual([
      ['NetworkPolicy production/api-egress spec.egress[0]', { records: 1, last: '2026-11-21T09:00:00.000Z' }],
      ['NetworkPolicy production/api-egress spec.egress[1]', { records: 0 }],
      ['NetworkPolicy production/api-from-frontend-only spec.ingress[0]', { records: 1, last: '2026-11-20T09:00:00.000Z' }],
      ['NetworkPolicy production/deny-from-other-namespaces spec.ingress[0]', { records: 0 }],
    ]);
    expect((await useOf('DROPPED'))[0]).toEqual(['NetworkPolicy production/api-egress spec.egress[0]', { records: 0 }]);
    const { out } = await report(BLOG, '--flows', flows('DROPPED'));
    expect(partOf(out, 'review')).toMatch(/Rules that were never seen in use Never seen in the record .*TCP 5432/);
  });

  it('lists ignores with reason and last day, those that are over marked', async () => {
    const { review: { ignores } } = await jsonOf(file('shop.yaml', SHOP));
    expect(ignores).toMatchObject([
      { rules: ['selects-nothing'], reason: 'the pods come later', until: '2026-12-31', isExpired: false },
      { rules: ['shadowed-rule'], reason: 'on purpose', until: '2026-01-31', isExpired: true },
    ]);
  });

  it('names workloads on the host network', async () => {
    const { defaults } = await jsonOf(file('shop.yaml', SHOP));
    expect(defaults.find(({ namespace }: { namespace: string }) => namespace === 'shop').hostNetwork).toEqual(['shop/node-agent[Pod]']);
  });
});

describe('clauses', () => {
  it('are not asked where no namespace is named, and say what an outcome does not show', async () => {
    const { clauses } = await jsonOf(BLOG);
    const outcomes = Object.fromEntries(clauses.map(({ id, outcome }: Record<string, string>) => [id, outcome]));
    expect(outcomes).toMatchObject({ 'pci-1.3.1': 'not asked', 'pci-1.2.5': 'see part', 'cis-5.3.2': 'refuted', 'dora-rts-13-b': 'see part' });
    for (const { id, limits, source } of clauses) expect([id, limits.length > 40, /^https:/.test(source)]).toEqual([id, true, true]);
  });

  it('have assumptions or a counterexample, and agree with prove', async () => {
    const { clauses } = await jsonOf(BLOG, '--pci', 'production', '--pci', 'staging');
    const pci = clauses.find(({ id }: { id: string }) => id === 'pci-1.4.2');
    expect(pci.outcome).toBe('refuted');
    const outcomes = pci.proofs.map(({ id, outcome }: Record<string, string>) => [id, outcome]);
    expect(outcomes).toEqual([['pci-1.4.2-production', 'proved'], ['pci-1.4.2-staging', 'refuted']]);
    const { out } = await call(['prove', '--use', 'pci-1.4.2=production,pci-1.4.2=staging', BLOG, '--format', 'json']);
    expect(pci.proofs).toEqual(JSON.parse(out).proofs);
  });

  it('stand beside invariants of the user', async () => {
    const apart = 'never: { from: { namespace: staging }, to: { namespace: production } }';
    const invariants = file('invariants.yaml', `invariants:\n- { id: staging-apart, reason: two worlds, ${apart} }\n`);
    const { code, out, err } = await report(BLOG, '--invariants', invariants);
    expect([code, err]).toEqual([0, expect.not.stringContaining('broken')]);
    expect(partOf(out, 'clauses')).toContain('staging-apart: ✗ refuted');
    expect(partOf(out, 'clauses')).toContain('Reason: two worlds');
  });
});

it('says what changed since the last review, and how the cluster differs', async () => {
  const { out } = await report('examples/corrected', '--old', BLOG, '--live', BLOG);
  expect(partOf(out, 'review')).toMatch(/From the last review to this input: 6 connections opened, 3 connections closed/);
  expect(partOf(out, 'drift')).toMatch(/From the input to the cluster: 3 connections opened, 6 connections closed/);
  expect(partOf(out, 'drift')).toMatch(/NetworkPolicy production\/\S+ changed \(examples\/yaml\/blog\.yaml:\d+\)/);
  expect(partOf((await report(BLOG)).out, 'drift')).toContain('Not known: no state of the cluster was given');
});

it.each([
  [['--date', '0000-01-01'], '[bad-day] the date of a report must be a day, got `0000-01-01`'],
  [['--date', '2026-02-30'], '[bad-day] the date of a report must be a day, got `2026-02-30`'],
  [['--csv', 'same', '--json', './same'], '[option-value] `--csv` and `--json` name one file, got `./same`'],
  [['--json', 'dist/../same', '--file', 'same'], '[option-value] `--json` and `--file` name one file, got `same`'],
  [['--date', 'soon'], '[bad-day] the date of a report must be a day, got `soon`'],
  [['--pci', 'paymnets'], '[unknown-namespace] the input has no pods in the namespace `paymnets`'],
  [['--invariants', 'gone.yaml'], '[no-such-path] cannot read the invariants `gone.yaml`'],
  [['--flows', '-'], '[option-value] `--flows` of a report must be files'],
  [['--old', '-'], '[stdin-twice] another state cannot be standard input'],
  [['--csv', 'no/such/folder/rules.csv'], '[cannot-write] cannot write `no/such/folder/rules.csv`'],
  [['--file', 'no/such/folder/report.html'], '[cannot-write] cannot write `no/such/folder/report.html`'],
])('refuses %j and writes nothing', async (argv, message) => {
  const { code, out, err } = await report(BLOG, ...argv);
  expect({ code, out }).toEqual({ code: 1, out: '' });
  expect(err).toContain(message);
});
