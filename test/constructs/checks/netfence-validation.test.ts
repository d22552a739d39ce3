import { spawnSync } from 'child_process';
import { existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'fs';
import { dirname, join } from 'path';
import { NetfenceValidation } from '../../../src';
import { NoNetwork, withoutNetwork } from '../../testing/no-network';
import { emptyFolder, layPackage, ROOT } from '../../testing/packed';

const VERSION = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')).version;
const CLI = join(ROOT, 'node_modules', 'cdk8s-cli', 'bin', 'cdk8s');

/** Objects of no fence: nothing of ours is in the app, the plugin alone checks it. */
const object = (chart: string, id: string, spec: object, more = '') =>
  `new ApiObject(${chart}, '${id}', { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { name: '${id}', namespace: ${chart}.namespace }, spec: ${JSON.stringify(spec)} });${more}\n`;
const pod = (chart: string, name: string) =>
  `new ApiObject(${chart}, 'pod-${name}', { apiVersion: 'v1', kind: 'Pod', metadata: { name: '${name}', namespace: ${chart}.namespace, labels: { app: '${name}', version: 'v1' } }, spec: { containers: [{ name: 'a', image: 'a', ports: [{ containerPort: 80 }] }] } });\n`;
const HEAD = 'const { ApiObject, App, Chart } = require(\'cdk8s\');\nconst app = new App();\nconst web = new Chart(app, \'web\', { namespace: \'web\' });\nconst shop = new Chart(app, \'shop\', { namespace: \'shop\' });\n';
const DENY = { podSelector: {}, policyTypes: ['Ingress', 'Egress'] };
const FINE = HEAD + pod('web', 'api') + object('web', 'deny', DENY) + 'app.synth();\n';
const WARNS = HEAD + pod('web', 'api') + object('web', 'deny', DENY) + object('web', 'by-version', { podSelector: { matchLabels: { version: 'v1' } }, ingress: [] }) + 'app.synth();\n';
const RESOLVER = 'new ApiObject(web, \'dns\', { apiVersion: \'v1\', kind: \'Pod\', metadata: { name: \'coredns\', namespace: \'kube-system\', labels: { \'k8s-app\': \'kube-dns\' } }, spec: { containers: [] } });\n';
/** The same name in two namespaces and two kinds. */
const FAILS = HEAD + pod('web', 'api') + pod('web', 'database') + RESOLVER + pod('shop', 'api') + object('web', 'api', { podSelector: {}, egress: [{ to: [{ podSelector: {} }], ports: [{ port: 80 }] }], policyTypes: ['Egress'] }) + object('shop', 'api', DENY) + 'app.synth();\n';

interface Options {
  readonly args?: readonly string[];
  readonly properties?: object;
  readonly env?: Record<string, string>;
  readonly project?: string;
}

/** A project, and a folder of plugins that holds the package where the command line looks for it. */
function project(main: string, options: Options = {}): string {
  const folder = options.project ?? emptyFolder('plugin');
  writeFileSync(join(folder, 'main.js'), main);
  const validation = { package: 'cdk8s-netfence', version: VERSION, class: 'NetfenceValidation', ...(options.properties && { properties: options.properties }) };
  writeFileSync(join(folder, 'cdk8s.yaml'), JSON.stringify({ language: 'typescript', app: 'node main.js', output: 'dist', validations: [validation] }));
  if (!existsSync(join(folder, 'node_modules'))) {
    mkdirSync(join(folder, 'node_modules'));
    for (const name of ['cdk8s', 'constructs']) symlinkSync(join(ROOT, 'node_modules', name), join(folder, 'node_modules', name));
  }
  return folder;
}

const plugins = emptyFolder('plugins');
let network: NoNetwork;
beforeAll(async () => {
  layPackage(join(plugins, 'cdk8s-netfence', VERSION));
  network = await withoutNetwork();
});
afterAll(() => network.close());

function synth(main: string, options: Options = {}) {
  const folder = project(main, options);
  const { status, stdout, stderr } = spawnSync(process.execPath, [CLI, 'synth', '--check-upgrade=false', '--plugins-dir', plugins, ...options.args ?? []],
    { cwd: folder, encoding: 'utf8', env: { ...process.env, ...network.environment, ...options.env } });
  return { folder, status, stdout, stderr };
}

describe('the real command line', () => {
  it('succeeds where nothing is wrong', () => {
    const { status, stdout } = synth(FINE);
    expect(stdout).toMatch(/Status +│ success/);
    expect(stdout).toContain('Validations ended succesfully');
    expect(status).toBe(0);
  }, 240_000);

  it('succeeds with warnings, which it shows', () => {
    const { status, stdout } = synth(WARNS);
    expect(stdout).toMatch(/warnings +│ 1/);
    expect(stdout).toContain('unstable-label');
    expect(stdout).toContain('- Construct Path: web/by-version');
    expect(stdout).toContain('Resource Name: NetworkPolicy web/by-version');
    expect(status).toBe(0);
    expect(synth(WARNS, { properties: { failOn: 'warning' } }).status).toBe(2);
  }, 240_000);

  it('ends with 2 for an error, with witness, right paths and a report file; the manifests stay', () => {
    const { folder, status, stdout, stderr } = synth(FAILS, { args: ['--validation-reports-output-file', 'report.json'] });
    expect(status).toBe(2);
    expect(stderr).toContain('Validation failed');
    expect(stdout).toContain('dns-blocked');
    expect(existsSync(join(folder, 'dist', 'web.k8s.yaml'))).toBe(true);
    const { reports: [report] } = JSON.parse(readFileSync(join(folder, 'report.json'), 'utf8'));
    expect(report.summary).toMatchObject({ status: 'failure', plugin: 'cdk8s-netfence', version: VERSION });
    const violation = report.violations.find(({ ruleName }: any) => ruleName === 'dns-blocked');
    const [resource] = violation.violatingConstructs;
    expect(resource).toMatchObject({ resourceName: 'NetworkPolicy web/api', manifestPath: 'dist/web.k8s.yaml' });
    expect(resource.locations[0]).toMatch(/line \d+: `web\/api`.* may open connections.*; witness: web\/api\[Pod\] -> kube-system/);
    // four objects bear the name, and cdk8s records one of them: no path is better than the wrong one
    expect(resource.constructPath).toBeUndefined();
  }, 240_000);

  it('knows the right construct of ambiguous names where the app has fences', () => {
    const main = FAILS.replace('app.synth();', 'const { Checks, CheckMode } = require(\'cdk8s-netfence\');\nChecks.configure(app, { mode: CheckMode.OFF });\napp.synth();');
    const folder = emptyFolder('plugin');
    layPackage(folder);
    const { stdout, status } = synth(main, { project: folder });
    expect(status).toBe(2);
    expect(stdout).toMatch(/Construct Path: web\/api\n +- Manifest Path: dist\/web.k8s.yaml\n +- Resource Name: NetworkPolicy web\/api/);
  }, 240_000);

  it('prints nothing of its own with --stdout', () => {
    const { stdout, stderr, status } = synth(FINE, { args: ['--stdout'] });
    expect(status).toBe(0);
    const own = stdout.split('\n').filter((line) => /^netfence: /.test(line));
    expect(own).toEqual([]);
    expect(stderr).not.toMatch(/^netfence: /m);
  }, 240_000);

  it('reads properties, and refuses wrong ones', () => {
    expect(synth(FINE, { properties: { cni: 'flannel' } }).stdout).toContain('cni-enforces-nothing');
    const { status, stderr } = synth(FINE, { properties: { cnii: 'flannel' } });
    expect(status).toBe(1);
    expect(stderr).toContain('[option-unknown] unknown option `cnii`; did you mean `cni`?');
  }, 240_000);

  it('leaves out the plugin with --no-validate', () => {
    const { status, stdout } = synth(FAILS, { args: ['--no-validate'] });
    expect(status).toBe(0);
    expect(stdout).not.toContain('dns-blocked');
  }, 240_000);

  it('asks nothing of the network, which answers 404; the version check of the command line would', async () => {
    expect(await network.asked()).toEqual([]);
    const { status, stderr } = synth(FINE, { args: ['--check-upgrade'] });
    expect(status).toBe(0);
    expect(stderr).not.toMatch(/^netfence: /m);
    expect(await network.asked()).toEqual(['registry.npmjs.org /cdk8s-cli/latest']);
  }, 240_000);
});

it('properties are checked when the plugin is made', () => {
  const make = (properties: unknown) => () => new NetfenceValidation(properties as never);
  expect(make({ failOn: 'never' })).toThrow('`failOn` must be one of error, warning, info, off, got `never`');
  expect(make({ cni: 'flanel' })).toThrow('did you mean `flannel`?');
  expect(make(5)).toThrow('[plugin-properties]');
  expect(make({})).not.toThrow();
});

it('input that is not understood fails', async () => {
  const folder = emptyFolder('plugin');
  writeFileSync(join(folder, 'a.yaml'), 'apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: a, namespace: b}\nspec: {podSelector: 5}\n');
  writeFileSync(join(folder, 'empty.yaml'), '');
  const violations: any[] = [];
  let submitted: unknown[] = [];
  const context = { manifests: [join(folder, 'a.yaml'), join(folder, 'empty.yaml')], metadata: {}, report: { addViolation: (one: any) => violations.push(one), submit: (...all: unknown[]) => (submitted = all) } };
  await new NetfenceValidation().validate(context);
  expect(submitted[0]).toBe('failure');
  expect(violations[0]).toMatchObject({ recommendation: 'not understood, so what is not found proves nothing', violatingResources: [{ locations: ['line 4'] }] });
  expect(dirname(violations[0].violatingResources[0].manifestPath)).toBe(folder);
});
