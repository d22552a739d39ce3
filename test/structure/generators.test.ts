import { execFileSync, spawnSync } from 'child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { dirname, join, relative, resolve } from 'path';
import { ESLint, loadESLint } from 'eslint';
import ts from 'typescript';
import { generate, problemOf } from '../../projenrc/new/generate';

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

function run(program: string, args: readonly string[]): { code: number | null; out: string } {
  const { status, stdout, stderr } = spawnSync(join(copy, 'node_modules', '.bin', program), args, { cwd: copy, encoding: 'utf8' });
  return { code: status, out: stdout + stderr };
}

/** The program of some files and of what they import. */
function programOf(paths: readonly string[]): ts.Program {
  const host = { ...ts.sys, onUnRecoverableConfigFileDiagnostic: () => { throw new Error('tsconfig.dev.json is broken'); } };
  const { options } = ts.getParsedCommandLineOfConfigFile(join(copy, 'tsconfig.dev.json'), { noEmit: true, incremental: false }, host)!;
  return ts.createProgram(paths.map((path) => join(copy, path)), options);
}

/** What the compiler says of files; of the sources that they import, the type check of the whole says it. */
function typeErrors(program: ts.Program, paths: readonly string[]): string {
  const files = paths.map((path) => program.getSourceFile(join(copy, path)));
  const ofFiles = files.flatMap((file) => [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)]);
  const found = [...program.getOptionsDiagnostics(), ...ofFiles];
  return ts.formatDiagnostics(found, { getCurrentDirectory: () => copy, getCanonicalFileName: (name) => name, getNewLine: () => '\n' });
}

/** What lint says of files, with the types of a program. */
async function lintErrors(program: ts.Program, paths: readonly string[]): Promise<string[]> {
  const LegacyESLint = (await loadESLint({ useFlatConfig: false })) as unknown as new (options: object) => ESLint;
  const eslint = new LegacyESLint({ cwd: copy, overrideConfig: { parserOptions: { project: null, programs: [program] } } });
  const results = await eslint.lintFiles([...paths]);
  expect(results.map(({ filePath }) => relative(copy, filePath)).sort()).toEqual([...paths].sort());
  return results.flatMap(({ filePath, messages }) => messages.map(({ line, message }) => `${relative(copy, filePath)}:${line}: ${message}`));
}

test('each generator writes a skeleton that lint, types and its own test accept', async () => {
  const [first, ...others] = MADE;
  const { code, out } = run('tsx', ['projenrc/new/run.ts', first.kind, first.name, '--root', copy]);
  expect([code, code === 0 ? '' : out]).toEqual([0, '']);
  const said = [...out.split('\n'), ...others.flatMap(({ kind, name }) => {
    expect(problemOf(copy, kind, name)).toBeUndefined();
    return generate(copy, kind, name);
  })];
  const written = [...new Set(said.flatMap((line) => /^(?:new {3}|edited) (\S+\.ts)$/.exec(line)?.[1] ?? []))];
  for (const [page, row] of [['docs/rules/README.md', '| [sample-rule]('], ['docs/exit-codes.md', '| `sample-command` |'], ['docs/README.md', '| [sample-command.md]('], ['docs/replay.md', '| what writes such lines |']]) {
    expect([page, readFileSync(join(copy, page), 'utf8')]).toEqual([page, expect.stringContaining(`|\n${row}`)]);
  }
  const program = programOf(written);
  expect(typeErrors(program, written)).toBe('');
  expect(await lintErrors(program, written)).toEqual([]);
  const tests = run('jest', ['--ci', ...written.filter((path) => path.endsWith('.test.ts')), 'test/lint/meta', 'test/lint/index-page']);
  expect([tests.code, tests.code === 0 ? '' : tests.out]).toEqual([0, '']);
  const wrong = 'src/lint/rules/sample-wrong.ts';
  writeFileSync(join(copy, wrong), 'export const wrong: number = "text";\n');
  const planted = programOf([wrong]);
  expect(typeErrors(planted, [wrong])).toContain('is not assignable');
  expect(await lintErrors(planted, [wrong])).toEqual([expect.stringContaining('singlequote')]);
}, 240_000);

test('a name that is taken or that is none is refused, and nothing is written', () => {
  const before = readFileSync(join(copy, 'src/lint/framework/registry.ts'), 'utf8');
  const taken = '`src/lint/rules/dead-rule.ts` is there already; choose another name';
  expect(run('tsx', ['projenrc/new/run.ts', 'rule', 'dead-rule', '--root', copy])).toEqual({ code: 1, out: `${taken}\n` });
  expect(problemOf(copy, 'rule', 'dead-rule')).toBe(taken);
  expect(problemOf(copy, 'rule', 'Dead Rule')).toContain('got `Dead Rule`');
  expect(problemOf(copy, 'rocket', 'x')).toContain('got `rocket`');
  expect(readFileSync(join(copy, 'src/lint/framework/registry.ts'), 'utf8')).toBe(before);
}, 60_000);
