import { execFile } from 'child_process';
import { cpSync, mkdtempSync, readFileSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { promisify } from 'util';
import { buildSync } from 'esbuild';
import { parse, parseAllDocuments } from 'yaml';
import { complaints } from '../constructs/openapi';
import { world } from '../constructs/written';
import { NoNetwork, withoutNetwork } from '../testing/no-network';
import { emptyFolder, layPackage } from '../testing/packed';
import { readOutput, ROOT } from './run';

const run = promisify(execFile);
const environment = (more: Record<string, string> = {}) => ({ ...process.env, ...network.environment, ...more });

let network: NoNetwork;
/** The example, synthesized once as its reader would. */
let synthesized: string;
let said: string;
beforeAll(async () => {
  network = await withoutNetwork();
  synthesized = project();
  said = (await cdk8s(synthesized, ['synth'])).stderr;
}, 120_000);
afterAll(() => network.close());

/** A copy of the example in an empty folder, with what `npm ci` would have installed. */
function project(): string {
  const folder = mkdtempSync(join(tmpdir(), 'pipeline-'));
  cpSync(join(ROOT, 'examples', 'pipeline'), folder, { recursive: true });
  layPackage(folder, ['.bin', 'tsx', 'cdk8s-cli']);
  return folder;
}

/** One whose app is compiled already, for what the command does with any app. */
function compiledProject(configuration: object = {}): string {
  const folder = project();
  const options = { bundle: true, packages: 'external', platform: 'node', format: 'cjs' } as const;
  buildSync({ ...options, entryPoints: [join(folder, 'main.ts')], outfile: join(folder, 'main.js'), logLevel: 'error' });
  writeFileSync(join(folder, 'cdk8s.yaml'), JSON.stringify({ language: 'typescript', app: 'node main.js', output: 'dist', ...configuration }));
  return folder;
}

function cdk8s(folder: string, args: string[], more?: Record<string, string>) {
  return run(process.execPath, [join(ROOT, 'node_modules', 'cdk8s-cli', 'bin', 'cdk8s'), ...args, '--check-upgrade=false'], { cwd: folder, env: environment(more) });
}

test('the real command synthesizes it', () => {
  expect(said).not.toMatch(/^netfence: /m);
  const { files, manifests } = readOutput(join(synthesized, 'dist'));
  expect(files).toMatchSnapshot();
  expect(complaints(manifests)).toEqual([]);
  const { reaching, reached } = world(manifests, ['web/frontend app=frontend', 'orders/api app=api', 'orders/database app=database', 'ingress-nginx/controller app=x']);
  expect(reaching('orders/api', 'TCP 8080')).toEqual(['web/frontend', 'orders/database']);
  expect(reaching('web/frontend', 'TCP 8080')).toEqual(['ingress-nginx/controller']);
  expect(reached('web/frontend', 'TCP 5432')).toEqual([]);
});

test('to another folder, without what lay there, and to a pipe', async () => {
  const folder = compiledProject();
  cpSync(join(synthesized, 'dist'), join(folder, 'dist'), { recursive: true });
  writeFileSync(join(folder, 'dist', 'old.k8s.yaml'), '');
  const { stderr } = await cdk8s(folder, ['synth']);
  expect(stderr).not.toContain('old.k8s.yaml');
  const { files } = readOutput(join(folder, 'dist'));
  expect(files).toEqual(readOutput(join(synthesized, 'dist')).files);
  expect(Object.keys(files)).toEqual(['orders.k8s.yaml', 'web.k8s.yaml']);
  await cdk8s(folder, ['synth', '--output', 'elsewhere']);
  expect(readOutput(join(folder, 'elsewhere')).files).toEqual(files);
  await cdk8s(folder, ['synth', '--output', 'chart', '--format', 'helm', '--chart-api-version', 'v2', '--chart-version', '1.0.0']);
  const chart = readOutput(join(folder, 'chart')).files;
  expect(Object.keys(chart).filter((name) => name.startsWith('templates/'))).toEqual(['templates/orders.k8s.yaml', 'templates/web.k8s.yaml']);
  expect(chart['templates/web.k8s.yaml']).toBe(files['web.k8s.yaml']);
}, 240_000);

test('with a plugin and to standard output, the manifests are those of the folder', async () => {
  const plugins = emptyFolder('plugins');
  const { version }: { version: string } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  layPackage(join(plugins, 'cdk8s-netfence', version));
  const folder = compiledProject({ validations: [{ package: 'cdk8s-netfence', version, class: 'NetfenceValidation' }] });
  const { stdout } = await cdk8s(folder, ['synth', '--plugins-dir', plugins]);
  expect(stdout).toMatch(/Status +│ success/);
  const { 'construct-metadata.json': metadata, ...files } = readOutput(join(folder, 'dist')).files;
  expect(Object.keys(JSON.parse(metadata).resources)).not.toEqual([]);
  expect((await cdk8s(folder, ['synth', '--stdout', '--validate=false'])).stdout).toBe(Object.values(files).join(''));
}, 240_000);

test('the step of docs/ci.md finds rendered manifests that are not current, and does not write them', async () => {
  const folder = project();
  const [, step] = /^- run: (NETFENCE_CHECK=.*)$/m.exec(readFileSync(join(ROOT, 'docs', 'ci.md'), 'utf8'))!;
  expect(readFileSync(join(ROOT, 'docs', 'synthesis.md'), 'utf8')).toContain(step);
  const check = () => run('bash', ['-c', `${step} --check-upgrade=false`], { cwd: folder, env: environment({ TMPDIR: emptyFolder('out') }) });
  cpSync(join(synthesized, 'dist'), join(folder, 'rendered'), { recursive: true });
  await check();
  const file = join(folder, 'rendered', 'web.k8s.yaml');
  writeFileSync(file, 'old');
  writeFileSync(join(folder, 'rendered', 'gone.k8s.yaml'), '');
  await expect(check()).rejects.toMatchObject({ stderr: expect.stringContaining('[output-stale] `rendered` is not what this app writes: changed `web.k8s.yaml`; left over `gone.k8s.yaml`') });
  expect(readFileSync(file, 'utf8')).toBe('old');
  const emptied = cdk8s(folder, ['synth', '--output', 'rendered'], { NETFENCE_CHECK: 'rendered' });
  await expect(emptied).rejects.toMatchObject({ stderr: expect.stringContaining('empties before it runs the app') });
}, 240_000);

test('CDK8S_OUTDIR without the command', async () => {
  const tsx = join(ROOT, 'node_modules', 'tsx', 'dist', 'cli.mjs');
  await run(process.execPath, [tsx, 'main.ts'], { cwd: synthesized, env: environment({ CDK8S_OUTDIR: 'there' }) });
  expect(Object.keys(readOutput(join(synthesized, 'there')).files)).toEqual(['orders.k8s.yaml', 'web.k8s.yaml']);
  const { stdout } = await run(process.execPath, [tsx, '--test', 'check.ts'], { cwd: synthesized, env: environment() });
  expect(stdout).toMatch(/pass 2\n/);
}, 120_000);

test('nothing asks the network, which answers 404', async () => {
  expect(await network.asked()).toEqual([]);
});

test('the workflow synthesizes, tests and keeps the manifests', () => {
  const workflow = parse(readFileSync(join(ROOT, 'examples', 'pipeline', 'ci.yaml'), 'utf8'));
  const steps: any[] = workflow.jobs.fences.steps;
  expect(steps.flatMap(({ run: command }) => command ?? [])).toEqual(['npm ci', 'npx cdk8s synth', 'npx tsx --test check.ts']);
  expect(steps[steps.length - 1]).toMatchObject({ with: { path: parseAllDocuments(readFileSync(join(ROOT, 'examples', 'pipeline', 'cdk8s.yaml'), 'utf8'))[0].toJS().output } });
});
