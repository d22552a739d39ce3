import { spawnSync } from 'child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join, resolve } from 'path';
import { atLanding } from '../testing/cases';

const ROOT = resolve(__dirname, '../..');
const PACKAGE = {
  name: 'sample',
  version: '0.0.0',
  main: 'lib/index.js',
  types: 'lib/index.d.ts',
  license: 'Apache-2.0',
  stability: 'stable',
  author: { name: 'sample' },
  repository: { url: 'https://github.com/sample/sample.git' },
  // no types of other packages: they take longer than all the rest
  jsii: { outdir: 'dist', tsc: { outDir: 'lib', rootDir: 'src', types: [] } },
};

let repo: string;

beforeEach(() => {
  repo = mkdtempSync(join(tmpdir(), 'netfence-api-'));
  mkdirSync(join(repo, 'src'));
  symlinkSync(join(ROOT, 'node_modules'), join(repo, 'node_modules'));
  writeFileSync(join(repo, 'package.json'), JSON.stringify(PACKAGE));
  writeFileSync(join(repo, '.gitignore'), 'node_modules\nlib\n.jsii\ntsconfig.json\n*.tsbuildinfo\n');
  git('init', '--quiet');
  write('public foo(): void {}\n  public bar(): void {}');
});

afterEach(() => rmSync(repo, { recursive: true, force: true }));

function git(...args: string[]): void {
  const identity = ['-c', 'user.name=test', '-c', 'user.email=test@example.com', '-c', 'commit.gpgsign=false'];
  const { status, stderr } = spawnSync('git', [...identity, ...args], { cwd: repo, encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
}

function write(members: string): void {
  writeFileSync(join(repo, 'src/index.ts'), `/** A class. */\nexport class Fence {\n  ${members}\n}\n`);
  git('add', '--all');
  git('commit', '--quiet', '--message', 'state');
}

function compile(): void {
  const compiled = spawnSync(join(ROOT, 'node_modules/.bin/jsii'), [], { cwd: repo, encoding: 'utf8' });
  expect([compiled.status, compiled.status === 0 ? '' : compiled.stdout + compiled.stderr]).toEqual([0, '']);
}

function compare(): { code: number | null; out: string } {
  const { status, stdout, stderr } = spawnSync(join(ROOT, 'node_modules/.bin/tsx'), [join(__dirname, 'api-compat.ts'), '--repo', repo], { cwd: ROOT, encoding: 'utf8' });
  return { code: status, out: stdout + stderr };
}

test('without a tag there is nothing to compare with', () => {
  expect(compare()).toEqual({ code: 0, out: expect.stringContaining('no release is tagged yet') });
}, 60_000);

atLanding('a tag (skipped without NETFENCE_CASES=all)', () => test('a member that goes away since the last one is a break, a new one is not', () => {
  git('tag', 'v0.1.0');
  write('public foo(): void {}\n  public bar(): void {}\n  public more(): void {}');
  compile();
  expect(compare()).toEqual({ code: 0, out: expect.stringContaining('keeps what v0.1.0 promised') });
  write('public foo(): void {}');
  compile();
  const { code, out } = compare();
  expect(code).not.toBe(0);
  expect(out).toMatch(/Fence\.bar/);
}, 120_000));
