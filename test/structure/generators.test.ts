import { execFileSync, spawnSync } from 'child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { dirname, join, resolve } from 'path';

const ROOT = resolve(__dirname, '..', '..');
const MADE = ['rule', 'format', 'dialect', 'command'].map((kind) => ({ kind, name: `sample-${kind}` }));

let copy: string;

/** A copy of the checkout, uncommitted files included, that shares its installed packages. */
beforeAll(() => {
  copy = mkdtempSync(join(tmpdir(), 'netfence-new-'));
  const listed = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], { cwd: ROOT, encoding: 'utf8', maxBuffer: 2 ** 26 });
  for (const path of listed.split('\0').filter((name) => name !== '' && existsSync(join(ROOT, name)))) {
    mkdirSync(dirname(join(copy, path)), { recursive: true });
    cpSync(join(ROOT, path), join(copy, path));
  }
  symlinkSync(join(ROOT, 'node_modules'), join(copy, 'node_modules'));
}, 60_000);

afterAll(() => rmSync(copy, { recursive: true, force: true }));

function run(program: string, args: readonly string[], env: Record<string, string> = {}): { code: number | null; out: string } {
  const { status, stdout, stderr } = spawnSync(join(copy, 'node_modules', '.bin', program), args, { cwd: copy, encoding: 'utf8', env: { ...process.env, ...env } });
  return { code: status, out: stdout + stderr };
}

test('each generator writes a skeleton that lint, types and its own test accept', () => {
  const written: string[] = [];
  for (const { kind, name } of MADE) {
    const { code, out } = run('tsx', ['projenrc/new/run.ts', kind, name, '--root', copy]);
    expect([kind, code, code === 0 ? '' : out]).toEqual([kind, 0, '']);
    written.push(...[...out.matchAll(/^(?:new {3}|edited) (\S+\.ts)$/gm)].map(([, path]) => path));
  }
  for (const [page, row] of [['docs/rules/README.md', '| [sample-rule]('], ['docs/exit-codes.md', '| `sample-command` |'], ['docs/README.md', '| [sample-command.md]('], ['docs/replay.md', '| what writes such lines |']]) {
    expect([page, readFileSync(join(copy, page), 'utf8')]).toEqual([page, expect.stringContaining(`|\n${row}`)]);
  }
  // cycles are left to lint of the whole: it would read everything that these import
  const lint = run('eslint', ['--ext', '.ts', '--max-warnings=0', '--rule', 'import/no-cycle: off', ...written], { ESLINT_USE_FLAT_CONFIG: 'false', NODE_NO_WARNINGS: '1' });
  expect(lint).toEqual({ code: 0, out: '' });
  // what they import is checked with them, and no other test
  writeFileSync(join(copy, 'tsconfig.new.json'), JSON.stringify({ extends: './tsconfig.dev.json', include: [], files: written }));
  const types = run('tsc', ['--noEmit', '-p', 'tsconfig.new.json']);
  expect(types).toEqual({ code: 0, out: '' });
  const tests = run('jest', ['--ci', ...written.filter((path) => path.endsWith('.test.ts')), 'test/lint/meta', 'test/lint/index-page']);
  expect([tests.code, tests.code === 0 ? '' : tests.out]).toEqual([0, '']);
}, 240_000);

test('a name that is taken or that is none is refused, and nothing is written', () => {
  const before = readFileSync(join(copy, 'src/lint/framework/registry.ts'), 'utf8');
  expect(run('tsx', ['projenrc/new/run.ts', 'rule', 'dead-rule', '--root', copy])).toEqual({ code: 1, out: '`src/lint/rules/dead-rule.ts` is there already; choose another name\n' });
  expect(run('tsx', ['projenrc/new/run.ts', 'rule', 'Dead Rule', '--root', copy]).code).toBe(1);
  expect(run('tsx', ['projenrc/new/run.ts', 'rocket', 'x', '--root', copy]).code).toBe(1);
  expect(readFileSync(join(copy, 'src/lint/framework/registry.ts'), 'utf8')).toBe(before);
}, 60_000);
