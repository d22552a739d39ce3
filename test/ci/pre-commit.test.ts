import { spawnSync } from 'child_process';
import { readFileSync, writeFileSync } from 'fs';
import { join } from 'path';
import { parse } from 'yaml';
import { emptyFolder, ROOT } from '../testing/packed';

const [hook] = parse(readFileSync(join(ROOT, '.pre-commit-hooks.yaml'), 'utf8'));

it('the hook calls the command of the package, on whole folders', () => {
  const { bin } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  expect(Object.keys(bin)).toContain(hook.entry.split(' ')[0]);
  expect(hook).toMatchObject({ language: 'node', pass_filenames: false, args: ['.'] });
  expect(new RegExp(hook.files).test('manifests/a.yml')).toBe(true);
  expect(new RegExp(hook.files).test('main.ts')).toBe(false);
});

/** The real tool, from the commit that is checked out: it installs and compiles the package, which takes minutes. */
const program = process.env.NETFENCE_PRE_COMMIT;
(program === undefined ? it.skip : it)('pre-commit installs and runs the hook (skipped unless NETFENCE_PRE_COMMIT names the program)', () => {
  const folder = emptyFolder('pre-commit');
  const git = (cwd: string, ...args: string[]) => spawnSync('git', args, { cwd, encoding: 'utf8' }).stdout.trim();
  const commit = git(ROOT, 'rev-parse', 'HEAD');
  git(folder, 'init', '-q');
  writeFileSync(join(folder, '.pre-commit-config.yaml'), JSON.stringify({
    repos: [{ repo: `file://${ROOT}`, rev: commit, hooks: [{ id: hook.id, language_version: 'system', args: ['policies', '--cni', 'flannel'] }] }],
  }));
  spawnSync('mkdir', [join(folder, 'policies')]);
  writeFileSync(join(folder, 'policies', 'a.yaml'),
    'apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: a, namespace: b}\nspec: {podSelector: {}, policyTypes: [Ingress]}\n');
  git(folder, 'add', '-A');
  const { status, stdout } = spawnSync(program!, ['run', '--all-files'], { cwd: folder, encoding: 'utf8', env: { ...process.env, PRE_COMMIT_HOME: emptyFolder('pre-commit-home') } });
  expect(stdout).toMatch(/netfence check\.+Failed/);
  expect(stdout).toContain('exit code: 2');
  expect(stdout).toContain('cni-enforces-nothing');
  expect(status).toBe(1);
}, 900_000);
