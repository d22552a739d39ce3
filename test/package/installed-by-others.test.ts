import { execFile } from 'child_process';
import { existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'fs';
import { join } from 'path';
import { parse, parseAllDocuments } from 'yaml';
import { atLanding } from '../testing/cases';
import { emptyFolder, ROOT } from '../testing/packed';
import { openRegistry, Registry } from './loopback-registry';

const VERSION: string = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')).version;
const CLI = join(ROOT, 'node_modules', 'cdk8s-cli', 'bin', 'cdk8s');

let registry: Registry;
let home: string;
beforeAll(async () => {
  home = emptyFolder('home');
  registry = await openRegistry(emptyFolder('registry'));
}, 240_000);
afterAll(() => registry.close());

interface Ended {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a program while the registry goes on answering. */
function run(program: string, args: readonly string[], cwd: string, env: Record<string, string>): Promise<Ended> {
  return new Promise((ended) => {
    execFile(program, args, { cwd, env, encoding: 'utf8' }, (error, stdout, stderr) => ended({ status: typeof error?.code === 'number' ? error.code : error === null ? 0 : -1, stdout, stderr }));
  });
}

const POD = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'api', namespace: 'web', labels: { app: 'api', version: 'v1' } }, spec: { containers: [{ name: 'a', image: 'a', ports: [{ containerPort: 80 }] }] } };
const policy = (spec: object) => ({ apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { name: 'fence', namespace: 'web' }, spec });
const FINE = [POD, policy({ podSelector: {}, policyTypes: ['Ingress', 'Egress'] })];
const WARNS = [...FINE, { ...policy({ podSelector: { matchLabels: { version: 'v1' } }, ingress: [] }), metadata: { name: 'by-version', namespace: 'web' } }];
const DATABASE = { ...POD, metadata: { name: 'database', namespace: 'web', labels: { app: 'database' } } };
const RESOLVER = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'coredns', namespace: 'kube-system', labels: { 'k8s-app': 'kube-dns' } }, spec: { containers: [{ name: 'a', image: 'a' }] } };
const FAILS = [POD, DATABASE, RESOLVER, policy({ podSelector: {}, policyTypes: ['Egress'], egress: [{ to: [{ podSelector: {} }], ports: [{ port: 80 }] }] })];

describe('as a plugin that the cdk8s command line installs by its own npm call', () => {
  let plugins: string;
  beforeAll(() => (plugins = emptyFolder('plugins')));

  /** A project without the package, which its configuration alone names. */
  function synth(objects: readonly object[], args: readonly string[] = [], version = VERSION): Promise<Ended & { folder: string }> {
    const folder = emptyFolder('plugin-project');
    const made = objects.map((object, i) => `new ApiObject(chart, 'o${i}', ${JSON.stringify(object)});`).join('\n');
    writeFileSync(join(folder, 'main.js'), `const { ApiObject, App, Chart } = require('cdk8s');\nconst app = new App();\nconst chart = new Chart(app, 'web');\n${made}\napp.synth();\n`);
    const validations = [{ package: 'cdk8s-netfence', version, class: 'NetfenceValidation' }];
    writeFileSync(join(folder, 'cdk8s.yaml'), JSON.stringify({ language: 'typescript', app: `"${process.execPath}" main.js`, output: 'dist', validations }));
    mkdirSync(join(folder, 'node_modules'));
    for (const name of ['cdk8s', 'constructs']) symlinkSync(join(ROOT, 'node_modules', name), join(folder, 'node_modules', name));
    return run(process.execPath, [CLI, 'synth', '--no-check-upgrade', '--plugins-dir', plugins, ...args], folder, registry.environment(home)).then((ended) => ({ ...ended, folder }));
  }

  it('comes with its peers and succeeds', async () => {
    const { status, stdout } = await synth(FINE);
    expect(stdout).toContain(`Installing validation plugin: cdk8s-netfence@${VERSION}`);
    expect(stdout).toMatch(/Status +│ success/);
    expect(status).toBe(0);
    const modules = join(plugins, 'cdk8s-netfence', VERSION, 'node_modules');
    for (const name of ['cdk8s-netfence', 'cdk8s-netfence/node_modules/js-yaml', 'cdk8s', 'constructs']) expect([name, existsSync(join(modules, name, 'package.json'))]).toEqual([name, true]);
    expect(registry.asked).toEqual(expect.arrayContaining(['/cdk8s-netfence', '/cdk8s', '/constructs']));
  }, 240_000);

  it('is not installed again, shows warnings, and fails with 2 and a report file', async () => {
    const before = registry.asked.length;
    const warned = await synth(WARNS);
    expect(warned.stdout).toContain('unstable-label');
    expect(warned.status).toBe(0);
    const failed = await synth(FAILS, ['--validation-reports-output-file', 'report.json']);
    expect(failed.status).toBe(2);
    const { reports: [report] } = JSON.parse(readFileSync(join(failed.folder, 'report.json'), 'utf8'));
    expect(report.summary).toMatchObject({ status: 'failure', plugin: 'cdk8s-netfence', version: VERSION });
    expect(report.violations.map(({ ruleName }: any) => ruleName)).toContain('dns-blocked');
    expect(registry.asked.length).toBe(before);
  }, 240_000);

  it('adds nothing to what the command line itself prints before the manifests with --stdout', async () => {
    const { status, stdout, stderr } = await synth(FINE, ['--stdout']);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    const [report, manifests] = stdout.split('Validations ended succesfully\n');
    expect(parseAllDocuments(manifests).map((document) => document.toJS())).toEqual(FINE);
    const words = report.split('\n').filter((line) => /[a-z]/i.test(line) && !line.startsWith('║'));
    expect(words).toEqual(['Performing validations', 'Validations finished', `Validation Report (cdk8s-netfence@${VERSION})`, '(Summary)', '(Violations)']);
  }, 240_000);

  it('says so where there is no such version', async () => {
    const { status, stderr, stdout } = await synth(FINE, [], '99.0.0');
    expect(status).not.toBe(0);
    expect(`${stdout}${stderr}`).toContain('cdk8s-netfence@99.0.0');
  }, 240_000);
});

// each installs the package and its peers anew
atLanding('as the action installs the version that it is given (skipped without NETFENCE_CASES=all)', () => {
  const [step] = parse(readFileSync(join(ROOT, 'action.yml'), 'utf8')).runs.steps;

  async function action(version: string, objects: readonly object[]) {
    const folder = emptyFolder('action-project');
    writeFileSync(join(folder, 'manifest.yaml'), objects.map((object) => JSON.stringify(object)).join('\n---\n'));
    const given = Object.fromEntries(Object.keys(step.env).map((name) => [name, '']));
    const files = { GITHUB_STEP_SUMMARY: join(folder, 'summary.md'), GITHUB_OUTPUT: join(folder, 'output') };
    for (const file of Object.values(files)) writeFileSync(file, '');
    const env = { ...registry.environment(home), ...given, ...files, NETFENCE_PATH: 'manifest.yaml', NETFENCE_VERSION: version };
    const ended = await run('bash', ['--noprofile', '--norc', '-e', '-o', 'pipefail', '-c', step.run], folder, env);
    return { ...ended, output: readFileSync(files.GITHUB_OUTPUT, 'utf8'), summary: readFileSync(files.GITHUB_STEP_SUMMARY, 'utf8') };
  }

  it.each([['from the registry', () => VERSION], ['from a tarball', () => `file:${registry.tarball}`]])('%s', async (_, version) => {
    const failed = await action(version(), FAILS);
    expect(failed).toMatchObject({ status: 2, output: 'exit-code=2\n', summary: expect.stringContaining('dns-blocked') });
    expect(failed.stdout).toContain('::error file=manifest.yaml,line=');
    expect(await action(version(), FINE)).toMatchObject({ status: 0, output: 'exit-code=0\n' });
  }, 240_000);

  it('fails where there is no such version', async () => {
    const { status, stderr } = await action('99.0.0', FINE);
    expect(status).not.toBe(0);
    expect(status).not.toBe(2);
    expect(stderr).toContain('99.0.0');
  }, 240_000);
});
