import { execFileSync, spawnSync } from 'child_process';
import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'fs';
import { join } from 'path';
import { emptyFolder, layPackage, ROOT } from '../testing/packed';
import { call } from './call';

const POD = 'apiVersion: v1\nkind: Pod\nmetadata: {name: p, namespace: a}\nspec: {containers: [{name: c}]}\n';
const MODULE = "require('fs').writeFileSync(require('path').join(__dirname, 'RAN.txt'), 'x'); exports.rules = [{ id: 'org-x', severity: 'error', summary: 's.', why: 'w', check() { return []; } }];";
const folder = emptyFolder('rule-modules');
const before = process.cwd();

beforeEach(() => {
  writeFileSync(join(folder, 'a.yaml'), POD);
  writeFileSync(join(folder, 'docs.png'), MODULE);
  writeFileSync(join(folder, '.netfence.yaml'), 'ruleModules: [./docs.png]\nrules: { org-x: warning }\nignores: [{ rule: org-x, reason: known }]\n');
  rmSync(join(folder, 'RAN.txt'), { force: true });
  process.chdir(folder);
  jest.resetModules();
});
afterEach(() => process.chdir(before));

const hasRun = () => existsSync(join(folder, 'RAN.txt'));

it.each([[[]], [['-o', 'json']], [['--quiet']]])('a configuration that was found runs no code, and the check says so with %j', async (more) => {
  const { code, err } = await call(['check', 'a.yaml', ...more]);
  expect([code, hasRun()]).toEqual([3, false]);
  expect(err).toMatch(/^\.netfence\.yaml:1:1: rules-not-run: the rules of `\.\/docs\.png` were not run/m);
});

it('stands in the answer, too', async () => {
  const { out } = await call(['check', 'a.yaml', '-o', 'json']);
  expect(JSON.parse(out).problems).toMatchObject([{ code: 'rules-not-run' }]);
  expect((await call(['check', 'a.yaml', '-o', 'github'])).out).toContain('::error file=.netfence.yaml,line=1,col=1,title=netfence rules-not-run::');
});

it('leaves them out where that is meant', async () => {
  const { code, err } = await call(['check', 'a.yaml', '--no-rule-modules']);
  expect([code, hasRun()]).toEqual([0, false]);
  expect(err).not.toContain('rules-not-run');
});

it.each([[['--allow-rule-modules']], [['--config', '.netfence.yaml']]])('runs and names them with %j', async (more) => {
  const { code, err } = await call(['check', 'a.yaml', '--quiet', ...more]);
  expect([code, hasRun()]).toEqual([0, true]);
  expect(err).toContain('rule module: docs.png\n');
});

it('--no-rule-modules is stronger than a named configuration, and contradicts --allow-rule-modules', async () => {
  await call(['check', 'a.yaml', '--config', '.netfence.yaml', '--no-rule-modules']);
  expect(hasRun()).toBe(false);
  expect((await call(['check', 'a.yaml', '--allow-rule-modules', '--no-rule-modules'])).err).toContain('[options-exclusive]');
});

it('no other command runs code of a configuration', async () => {
  for (const argv of [['list', 'a.yaml'], ['exposure', 'a.yaml'], ['blast', 'a/p', 'a.yaml']]) await call(argv);
  expect(hasRun()).toBe(false);
});

it('the example for pull requests of others keeps to the configuration of the base branch', () => {
  const page = readFileSync(join(ROOT, 'docs', 'ci.md'), 'utf8');
  const [, script] = /### Pull requests of others\n[^]*?```sh\n([^]*?)```/.exec(page)!;
  const place = emptyFolder('pull-request');
  const bin = join(layPackage(place), 'bin', 'netfence');
  const git = (...args: string[]) => execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@example.com', ...args], { cwd: place, stdio: 'pipe' });
  mkdirSync(join(place, 'dist'));
  mkdirSync(join(place, 'tools'));
  writeFileSync(join(place, 'tools', 'npx'), `#!/bin/sh\nshift\nexec "${process.execPath}" "${bin}" "$@"\n`);
  chmodSync(join(place, 'tools', 'npx'), 0o755);
  writeFileSync(join(place, '.gitignore'), 'node_modules\ntools\ntemp\n');
  writeFileSync(join(place, 'dist', 'a.yaml'), POD);
  writeFileSync(join(place, '.netfence.yaml'), 'failOn: info\n');
  git('init', '-q', '-b', 'main');
  git('add', '-A');
  git('commit', '-qm', 'base');
  git('update-ref', 'refs/remotes/origin/main', 'HEAD');
  writeFileSync(join(place, 'docs.png'), MODULE);
  writeFileSync(join(place, '.netfence.yaml'), 'failOn: off\nruleModules: [./docs.png]\n');
  git('add', '-A');
  git('commit', '-qm', 'softened');
  mkdirSync(join(place, 'temp'));
  const env = { ...process.env, PATH: `${join(place, 'tools')}:${process.env.PATH}`, GITHUB_BASE_REF: 'main', RUNNER_TEMP: join(place, 'temp') };
  const { status, stderr } = spawnSync('bash', ['-e', '-c', script], { cwd: place, encoding: 'utf8', env });
  expect(stderr).toContain('configuration: ');
  expect([status, existsSync(join(place, 'RAN.txt'))]).toEqual([2, false]);
}, 60_000);
