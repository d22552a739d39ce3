import { spawnSync } from 'child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join, resolve } from 'path';
import { relativePath } from '../../src/cli/check-files';
import { call } from './call';

const NAMESPACES = 'apiVersion: v1\nkind: Namespace\nmetadata:\n  name: web\n---\n';
const pod = (name: string, more = '') => `apiVersion: v1
kind: Pod
metadata: {name: ${name}, namespace: web, labels: {app: ${name}, version: v1}}
spec: {containers: [{name: a, image: a, ports: [{containerPort: 80}]}]${more}}
---
`;
const policy = (labels: string) => `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: api
  namespace: web
spec:
  podSelector:
    matchLabels: {${labels}}
  policyTypes: [Ingress]
`;
/** One warning: the label `version` changes with a release. */
const DENY = policy('').replace('name: api', 'name: deny').replace('    matchLabels: {}', '    {}');
const UNSTABLE = `${NAMESPACES}${pod('api')}${policy('version: v1')}---\n${DENY}`;

function folder(files: Readonly<Record<string, string>>): string {
  const place = mkdtempSync(join(tmpdir(), 'check-'));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(place, name), text);
  return place;
}

const unstable = { rule: 'unstable-label', severity: 'warning' };
const findings = (out: string): any[] => JSON.parse(out).findings.filter(({ severity }: any) => severity !== 'info');

describe('exit codes', () => {
  const place = folder({ 'a.yaml': UNSTABLE });

  it('0 below the level, 2 at it and above', async () => {
    const { code, out } = await call(['check', place]);
    expect(out).toContain(`${place}/a.yaml:18:5: warning unstable-label: \`version\` changes`);
    expect(out).toContain('   | ');
    expect(code).toBe(0);
    expect((await call(['check', place, '--fail-on', 'warning'])).code).toBe(2);
    expect((await call(['check', place, '--fail-on', 'info'])).code).toBe(2);
    expect((await call(['check', place, '--fail-on', 'off', '--cni', 'flannel'])).code).toBe(0);
  });

  it('2 for an error, here that Flannel enforces nothing', async () => {
    const { code, out } = await call(['check', place, '--cni', 'flannel', '-o', 'json']);
    expect(code).toBe(2);
    expect(findings(out)[0]).toMatchObject({ severity: 'error', rule: 'cni-enforces-nothing' });
  });

  it('3 where the input is not understood, findings or not', async () => {
    const broken = folder({ 'a.yaml': UNSTABLE, 'b.yaml': 'a: [' });
    const { code, out, err } = await call(['check', broken, '--fail-on', 'warning']);
    expect(code).toBe(3);
    expect(out).toContain('unstable-label');
    expect(err).toContain('broken-yaml');
  });

  it('1 for wrong use', async () => {
    expect(await call(['check'])).toMatchObject({ code: 1, err: expect.stringContaining('[no-input]') });
    expect(await call(['check', place, '--cni', 'flanel'])).toMatchObject({ code: 1, err: expect.stringContaining('did you mean `flannel`?') });
    expect(await call(['check', place, '--format', 'sariff'])).toMatchObject({ code: 1, err: expect.stringContaining('did you mean `sarif`?') });
    expect(await call(['check', place, '--write-baseline'])).toMatchObject({ code: 1, err: expect.stringContaining('needs a file') });
  });
});

describe('the configuration', () => {
  it('sets levels, ignores and where the run fails', async () => {
    const place = folder({ 'a.yaml': UNSTABLE, 'netfence.yml': 'failOn: warning\nrules:\n  unstable-label: error\n' });
    const config = join(place, 'netfence.yml');
    const run = () => call(['check', join(place, 'a.yaml'), '--config', config, '-o', 'json']);
    const { code, out } = await run();
    expect(code).toBe(2);
    expect(findings(out)).toEqual([expect.objectContaining({ ...unstable, severity: 'error' })]);
    writeFileSync(config, 'failOn: warning\nignores:\n  - rule: unstable-label\n    reason: one release only\n    object: NetworkPolicy web/*\n');
    expect(await run()).toMatchObject({ code: 0, err: expect.stringContaining('1 ignored') });
  });

  it('that is malformed ends the run with the places of all its mistakes', async () => {
    const place = folder({ 'a.yaml': UNSTABLE, 'c.yaml': 'rules:\n  unstable-lable: off\n  dns-blocked: never\n' });
    const { code, out, err } = await call(['check', join(place, 'a.yaml'), '--config', join(place, 'c.yaml')]);
    expect([code, out]).toEqual([1, '']);
    expect(err).toContain('c.yaml:2:19: bad-config: `rules.unstable-lable` is no rule, got `unstable-lable`');
    expect(err).toContain('did you mean `unstable-label`?');
    expect(err).toContain('c.yaml:3:16: bad-config: `rules.dns-blocked` must be one of error, warning, info, off, got `never`');
  });

  it('that is not there is named', async () => {
    expect(await call(['check', '.', '--config', '/nowhere/c.yaml'])).toMatchObject({ code: 1, err: expect.stringContaining('[unreadable-file] cannot read the configuration `/nowhere/c.yaml` (ENOENT)') });
  });

  it('in the current folder is found', () => {
    const place = folder({ 'a.yaml': UNSTABLE, '.netfence.yaml': 'rules:\n  unstable-label: error\n' });
    const root = resolve(__dirname, '../..');
    const script = `require(${JSON.stringify(join(root, 'src/cli'))}).main(['check', 'a.yaml', '-q']).then((code) => { process.exitCode = code; })`;
    const { status, stdout } = spawnSync(process.execPath, ['--import', join(root, 'node_modules/tsx/dist/esm/index.mjs'), '--require', join(root, 'node_modules/tsx/dist/cjs/index.cjs'), '-e', script], { cwd: place, encoding: 'utf8' });
    expect(stdout).toContain('a.yaml:18:5: error unstable-label');
    expect(status).toBe(2);
  }, 60_000);
});

describe('the baseline', () => {
  it('leaves out what it lists, so that only what is new fails', async () => {
    const place = folder({ 'a.yaml': UNSTABLE });
    const baseline = join(place, 'baseline.json');
    const strict = ['check', join(place, 'a.yaml'), '--baseline', baseline, '--fail-on', 'warning'];
    expect(await call([...strict, '--write-baseline'])).toMatchObject({ code: 0, out: '', err: expect.stringContaining('findings written to') });
    expect(existsSync(baseline)).toBe(true);
    expect(await call(strict)).toMatchObject({ code: 0, out: expect.stringMatching(/no findings; \d+ known/) });
    writeFileSync(join(place, 'a.yaml'), UNSTABLE.replace('matchLabels: {version: v1}', 'matchLabels: {app: api, version: v1}'));
    expect((await call(strict)).code).toBe(2);
  });

  it('of another version is refused', async () => {
    const place = folder({ 'a.yaml': UNSTABLE, 'b.json': '{"netfence":"baseline","version":9,"findings":[]}' });
    expect(await call(['check', place, '--baseline', join(place, 'b.json')])).toMatchObject({ code: 1, err: expect.stringContaining('`version` must be 1, got `9`') });
    expect(await call(['check', place, '--baseline', join(place, 'none.json')])).toMatchObject({ code: 1, err: expect.stringContaining('ENOENT') });
  });

  it('is named in the configuration, relative to it', async () => {
    const place = folder({ 'a.yaml': UNSTABLE });
    mkdirSync(join(place, 'etc'));
    await call(['check', join(place, 'a.yaml'), '--baseline', join(place, 'etc', 'b.json'), '--write-baseline']);
    writeFileSync(join(place, 'etc', 'c.yaml'), 'baseline: b.json\nfailOn: info\n');
    expect((await call(['check', join(place, 'a.yaml'), '--config', join(place, 'etc', 'c.yaml')])).code).toBe(0);
  });
});

it('reads standard input and shows its lines', async () => {
  const { code, out } = await call(['check', '-', '--fail-on', 'warning'], UNSTABLE);
  expect(code).toBe(2);
  expect(out).toContain('-:18:5: warning unstable-label');
  expect(out).toContain('18 |     matchLabels: {version: v1}');
});

it('writes to a file, and says on stderr what there is', async () => {
  const place = folder({ 'a.yaml': UNSTABLE });
  const file = join(place, 'out.sarif');
  const { out, err } = await call(['check', join(place, 'a.yaml'), '-o', 'sarif', '-f', file]);
  expect([out, err]).toEqual(['', expect.stringContaining('1 warning')]);
  expect(JSON.parse(readFileSync(file, 'utf8')).runs[0].results.map(({ ruleId }: any) => ruleId)).toContain('unstable-label');
});

it('ignores by a comment in the manifest', async () => {
  const place = folder({ 'a.yaml': UNSTABLE.replace('  podSelector:', '  # netfence-ignore unstable-label: one release only\n  podSelector:') });
  expect(await call(['check', place, '--fail-on', 'warning'])).toMatchObject({ code: 0, out: expect.stringContaining('1 ignored') });
});

it('knows files as other tools do', () => {
  expect(['./a/../b.yaml', '/repo/dist/c.yaml', '/other/d.yaml', '-'].map((file) => relativePath(file, '/repo'))).toEqual(['b.yaml', 'dist/c.yaml', '/other/d.yaml', '-']);
});

it('counts 10,000 findings in the exit code and cuts SARIF aloud', async () => {
  const many = [...Array(10_000).keys()].map((i) => policy(`version: v${i}`).replace('name: api', `name: api-${i}`)).join('---\n');
  const { out, err, code } = await call(['check', '-', '-o', 'sarif', '--fail-on', 'warning'], `${NAMESPACES}${pod('api')}${many}`);
  expect(code).toBe(2);
  expect(JSON.parse(out).runs[0].results).toHaveLength(5000);
  expect(err).toMatch(/left out of the SARIF file: \d+ of \d+ findings/);
}, 60_000);

it('finds ignores that cover nothing in files and objects without findings, too', async () => {
  const comment = '# netfence-ignore half-open-edge: nobody is there';
  const map = (more: string) => `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: settings\n  namespace: web\n${more}`;
  const place = folder({ 'a.yaml': `${NAMESPACES}${pod('api')}${DENY}`, 'b.yaml': `${comment}\n${map('')}`, 'c.yaml': map('  annotations: {netfence/ignore: half-open-edge}\n').replace('settings', 'other') });
  const { out, code } = await call(['check', place, '-o', 'json']);
  const shown = JSON.parse(out).findings.filter(({ rule }: any) => rule.startsWith('ignore'));
  expect(shown.map(({ rule, severity, subject }: any) => `${severity} ${rule} ${subject}`)).toEqual([
    'warning ignore-malformed ConfigMap web/other',
    `info ignore-unused ${join(place, 'b.yaml')}:1`,
  ]);
  expect(code).toBe(0);
  expect((await call(['check', '-'], `${comment}\n${map('')}`)).out).toContain('ignore-unused');
});

describe('policies without workloads', () => {
  const policies = `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: web, namespace: shop }
spec: { podSelector: { matchLabels: { app: web } }, policyTypes: [Egress], egress: [{ to: [{ podSelector: { matchLabels: { app: db } } }] }] }
`;
  const namespace = 'apiVersion: v1\nkind: Namespace\nmetadata: { name: a }\n';

  it('are judged by assumed pods, and what is not judged is said', async () => {
    const { code, out, err } = await call(['check', '-'], policies);
    expect(code).toBe(0);
    expect(out).toContain('warning dns-blocked: `shop/any pod with app=web` may open connections');
    expect(out).toContain('  witness: shop/any pod with app=web[Pod] (assumed) -> ');
    expect(out).toMatch(/\n1 warning; not judged, for there are no workloads: \d+ rules\n$/);
    expect(err).toBe('no workloads found: policies are judged by a pod that is assumed for each of their selectors\n');
    const json = JSON.parse((await call(['check', '-', '-o', 'json'], policies)).out);
    expect(json.notJudged).toEqual({ rules: expect.arrayContaining(['service-port']), policies: [] });
  });

  it('are judged in part where further labels may decide', async () => {
    const other = policies.replace('name: web', 'name: dns').replaceAll('app: web', 'tier: front');
    expect((await call(['check', '-'], `${policies}---${other}`)).out).toMatch(/no findings in what could be judged; not judged, for there are no workloads: \d+ rules, and 2 policies in part\n$/);
  });

  it('that are no policies either are not said to be fine', async () => {
    const { out, err } = await call(['check', '-'], namespace);
    expect(out).toMatch(/^no findings in what could be judged; not judged, for there are no workloads: \d+ rules\n$/);
    expect(err).toBe('no workloads found; nothing to analyse\n');
  });

  it('are exposed by assumed pods', async () => {
    const { out, err } = await call(['exposure', '-'], policies);
    expect(out).toMatch(/^shop\/any pod with app=web\[assumed Pod\]\n(?: .*\n)*  => pods with app=db in shop : All Connections\n/);
    expect(err).toBe('no workloads found: each line is about a pod that is assumed for what a policy selects\n');
    const other = policies.replace('name: web', 'name: dns').replaceAll('app: web', 'tier: front');
    expect((await call(['exposure', '-'], `${policies}---${other}`)).err).toContain('not judged, because further labels of their pods may decide: NetworkPolicy shop/dns, NetworkPolicy shop/web\n');
    expect(await call(['exposure', '-'], namespace)).toMatchObject({ out: 'not judged: no workloads\n', err: 'not judged: no workloads\n' });
  });
});
