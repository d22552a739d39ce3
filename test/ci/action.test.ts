import { spawnSync } from 'child_process';
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'fs';
import { join } from 'path';
import { parse } from 'yaml';
import { emptyFolder, layPackage, ROOT } from '../testing/packed';

const action = parse(readFileSync(join(ROOT, 'action.yml'), 'utf8'));
const [step] = action.runs.steps;

const MANIFEST = (label: string) => `apiVersion: v1
kind: Pod
metadata: {name: api, namespace: web, labels: {app: api, version: v1}}
spec: {containers: [{name: a, image: a, ports: [{containerPort: 80}]}]}
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: by-version, namespace: web}
spec: {podSelector: {matchLabels: {${label}}}, ingress: []}
`;

/** Runs the script of the action as a runner would, in a project that has the package. */
function run(inputs: Readonly<Record<string, string>>, manifest = MANIFEST('version: v1')) {
  const folder = emptyFolder('action');
  const place = layPackage(folder);
  mkdirSync(join(folder, 'node_modules', '.bin'));
  const bin = join(folder, 'node_modules', '.bin', 'netfence');
  writeFileSync(bin, `#!/bin/sh\nexec "${process.execPath}" "${join(place, 'bin', 'netfence')}" "$@"\n`);
  chmodSync(bin, 0o755);
  mkdirSync(join(folder, 'manifests'));
  writeFileSync(join(folder, 'manifests', 'a.yaml'), manifest);
  mkdirSync(join(folder, 'good'));
  writeFileSync(join(folder, 'good', 'a.yaml'), 'apiVersion: v1\nkind: Namespace\nmetadata: {name: z}\n');
  const given = Object.fromEntries(Object.entries<string>(step.env).map(([name, value]) => {
    const input = /^\$\{\{ inputs\.([a-z-]+) \}\}$/.exec(value)![1];
    expect(Object.keys(action.inputs)).toContain(input);
    return [name, inputs[input] ?? action.inputs[input].default ?? ''];
  }));
  const files = { GITHUB_STEP_SUMMARY: join(folder, 'summary.md'), GITHUB_OUTPUT: join(folder, 'output') };
  for (const file of Object.values(files)) writeFileSync(file, '');
  const { status, stdout, stderr } = spawnSync('bash', ['--noprofile', '--norc', '-e', '-o', 'pipefail', '-c', step.run], {
    cwd: folder, encoding: 'utf8', env: { PATH: process.env.PATH, HOME: folder, ...given, ...files },
  });
  const read = (file: string) => readFileSync(file, 'utf8');
  return { folder, status, stdout, stderr, summary: read(files.GITHUB_STEP_SUMMARY), output: read(files.GITHUB_OUTPUT) };
}

it('annotates, writes a summary and a SARIF file, and fails the job', () => {
  const { folder, status, stdout, summary, output } = run({ 'path': 'manifests', 'fail-on': 'warning', 'sarif': 'out.sarif' });
  expect(stdout).toContain('::warning file=manifests/a.yaml,line=9,col=');
  expect(stdout).toContain('title=netfence unstable-label::');
  expect(summary).toContain('### Network fences: ');
  expect(summary).toContain('unstable-label');
  expect(JSON.parse(readFileSync(join(folder, 'out.sarif'), 'utf8')).version).toBe('2.1.0');
  expect(output).toContain('exit-code=2');
  expect(status).toBe(2);
}, 120_000);

it('writes a report that the run keeps, whatever the findings are', () => {
  const { folder, status, summary } = run({ 'path': 'manifests', 'fail-on': 'warning', 'report': 'report.html' });
  expect(status).toBe(2);
  expect(readFileSync(join(folder, 'report.html'), 'utf8')).toContain('NetworkPolicy web/by-version');
  expect(summary).toContain('artefacts of this run: `netfence-report`');
  const [, upload] = action.runs.steps;
  expect(upload).toMatchObject({ if: '${{ always() && inputs.report != \'\' }}', with: { name: 'netfence-report', path: '${{ inputs.report }}' } });
}, 120_000);

it('passes where nothing is severe enough, and takes a plugin', () => {
  expect(run({ path: 'manifests' })).toMatchObject({ status: 0, output: expect.stringContaining('exit-code=0') });
  expect(run({ path: 'manifests', cni: 'flannel' })).toMatchObject({ status: 2, summary: expect.stringContaining('cni-enforces-nothing') });
}, 120_000);

it.each([
  ['on lines', 'good\nmanifests\n'], ['on lines of Windows, behind empty ones', '\r\n\r\n  good\r\nmanifests\r\n'], ['between blanks', ' good  manifests '],
])('reads every path %s', (_how, path) => {
  const { stdout, status } = run({ path, 'fail-on': 'warning' });
  expect(stdout).toContain('file=manifests/a.yaml');
  expect(status).toBe(2);
}, 120_000);

it.each<Record<string, string>>([
  { 'path': 'manifests --help', 'fail-on': 'warning' }, { path: 'manifests', cni: '--help' }, { path: 'manifests', baseline: '-h' }, { path: '\n' },
])('is turned off by no input: %j', (inputs) => {
  expect(run(inputs).status).not.toBe(0);
}, 120_000);

it('runs nothing that an input says', () => {
  const { folder, stdout, stderr } = run({ path: '$(touch owned) `touch owned` ; touch owned', config: '$(touch owned)' });
  expect(spawnSync('ls', [folder], { encoding: 'utf8' }).stdout).not.toContain('owned');
  expect(`${stdout}${stderr}`).toContain('netfence: [');
  // expressions stand in `env` only
  expect(step.run).not.toContain('${{');
}, 120_000);
