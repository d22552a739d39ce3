import { execFile } from 'child_process';
import { cpSync, mkdtempSync, readFileSync, symlinkSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { promisify } from 'util';
import { parse, parseAllDocuments } from 'yaml';
import { complaints } from '../constructs/openapi';
import { world } from '../constructs/written';
import { NoNetwork, withoutNetwork } from '../testing/no-network';
import { readOutput, ROOT } from './run';

const run = promisify(execFile);
const environment = (more: Record<string, string> = {}) => ({ ...process.env, ...network.environment, TSX_TSCONFIG_PATH: join(ROOT, 'tsconfig.dev.json'), ...more });

let network: NoNetwork;
beforeAll(async () => {
  network = await withoutNetwork();
});
afterAll(() => network.close());

/** A copy of the example in an empty folder, with what `npm ci` would have installed. */
function project(): string {
  const folder = mkdtempSync(join(tmpdir(), 'pipeline-'));
  cpSync(join(ROOT, 'examples', 'pipeline'), folder, { recursive: true });
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
  return folder;
}

function cdk8s(folder: string, args: string[], more?: Record<string, string>) {
  return run(process.execPath, [join(ROOT, 'node_modules', 'cdk8s-cli', 'bin', 'cdk8s'), ...args, '--check-upgrade=false'], { cwd: folder, env: environment(more) });
}

test('the real command synthesizes it', async () => {
  const folder = project();
  const { stderr } = await cdk8s(folder, ['synth']);
  expect(stderr).not.toMatch(/^netfence: /m);
  const { files, manifests } = readOutput(join(folder, 'dist'));
  expect(files).toMatchSnapshot();
  expect(complaints(manifests)).toEqual([]);
  const { reaching, reached } = world(manifests, ['web/frontend app=frontend', 'orders/api app=api', 'orders/database app=database', 'ingress-nginx/controller app=x']);
  expect(reaching('orders/api', 'TCP 8080')).toEqual(['web/frontend', 'orders/database']);
  expect(reaching('web/frontend', 'TCP 8080')).toEqual(['ingress-nginx/controller']);
  expect(reached('web/frontend', 'TCP 5432')).toEqual([]);
}, 120_000);

test('to another folder, without what lay there, and to a pipe', async () => {
  const folder = project();
  await cdk8s(folder, ['synth']);
  writeFileSync(join(folder, 'dist', 'old.k8s.yaml'), '');
  const { stderr } = await cdk8s(folder, ['synth']);
  expect(stderr).not.toContain('old.k8s.yaml');
  const { files } = readOutput(join(folder, 'dist'));
  expect(Object.keys(files)).toEqual(['orders.k8s.yaml', 'web.k8s.yaml']);
  await cdk8s(folder, ['synth', '--output', 'elsewhere']);
  expect(readOutput(join(folder, 'elsewhere')).files).toEqual(files);
  await cdk8s(folder, ['synth', '--output', 'chart', '--format', 'helm', '--chart-api-version', 'v2', '--chart-version', '1.0.0']);
  const chart = readOutput(join(folder, 'chart')).files;
  expect(Object.keys(chart).filter((name) => name.startsWith('templates/'))).toEqual(['templates/orders.k8s.yaml', 'templates/web.k8s.yaml']);
  expect(chart['templates/web.k8s.yaml']).toBe(files['web.k8s.yaml']);
}, 240_000);

test('CDK8S_OUTDIR without the command', async () => {
  const folder = project();
  const tsx = join(ROOT, 'node_modules', 'tsx', 'dist', 'cli.mjs');
  await run(process.execPath, [tsx, 'main.ts'], { cwd: folder, env: environment({ CDK8S_OUTDIR: 'there' }) });
  expect(Object.keys(readOutput(join(folder, 'there')).files)).toEqual(['orders.k8s.yaml', 'web.k8s.yaml']);
  const { stdout } = await run(process.execPath, [tsx, '--test', 'check.ts'], { cwd: folder, env: environment() });
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
