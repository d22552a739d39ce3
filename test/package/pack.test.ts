import { execFileSync } from 'child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { dirname, join } from 'path';
import { pack } from '../../projenrc/pack/pack';

const FILES: Readonly<Record<string, string>> = {
  'cli/index.js': 'exports.main = () => require("../a").answer();\nexports.fail = () => require(\'../fails\');\n',
  'a.js': 'const b = require("./b"); const { sep } = require("path");\nexports.answer = () => [b.value, sep, require("./late").name];\n',
  'b/index.js': 'globalThis.loads = (globalThis.loads ?? 0) + 1;\nexports.value = { bytes: "é" };\n',
  'late.js': 'globalThis.late = true;\nexports.name = __filename;\n',
  'fails.js': 'globalThis.tries = (globalThis.tries ?? 0) + 1;\nthrow new Error("fails");\n//# sourceMappingURL=fails.js.map\n',
  'unused.js': 'exports.unused = 1;\n',
};
let lib: string;

beforeEach(() => {
  lib = mkdtempSync(join(tmpdir(), 'pack-'));
  for (const [name, text] of Object.entries(FILES)) {
    mkdirSync(dirname(join(lib, name)), { recursive: true });
    writeFileSync(join(lib, name), text);
  }
});
afterEach(() => rmSync(lib, { recursive: true }));

/** What a program prints that has the packed entry as `cli`. */
function run(code: string): unknown {
  const program = `const cli = require('./cli'); console.log(JSON.stringify((() => { ${code} })()));`;
  return JSON.parse(execFileSync(process.execPath, ['-e', program], { cwd: lib, encoding: 'utf8' }));
}

test('the packed program needs no other file of its own, and answers the same', () => {
  const plain = run('return cli.main();');
  expect(pack(lib)).toBe(5);
  for (const name of ['a.js', 'b/index.js', 'late.js']) rmSync(join(lib, name));
  expect(run('return cli.main();')).toEqual(plain);
});

test('a module runs when it is needed first', () => {
  pack(lib);
  expect(run('const before = globalThis.late ?? false; cli.main(); return [before, globalThis.late];')).toEqual([false, true]);
});

test('a module that the usual loader loads, before or after, is the same instance', () => {
  pack(lib);
  expect(run('const [value] = cli.main(); return [require("./b").value === value, globalThis.loads];')).toEqual([true, 1]);
  expect(run('const { value } = require("./b"); return [cli.main()[0] === value, globalThis.loads];')).toEqual([true, 1]);
});

test('a module that throws an error says where, and runs again when it is needed again', () => {
  pack(lib);
  const [tries, where] = run('let where; for (const _ of [1, 2]) try { cli.fail(); } catch ({ stack }) { where = stack; } return [globalThis.tries, where];') as [number, string];
  expect(tries).toBe(2);
  expect(where).toContain(`${join(lib, 'fails.js')}:2:`);
});

test('what is packed already is left as it is, and a compiled entry is packed again', () => {
  pack(lib);
  const packed = readFileSync(join(lib, 'cli', 'index.js'), 'utf8');
  expect(pack(lib)).toBe(0);
  expect(readFileSync(join(lib, 'cli', 'index.js'), 'utf8')).toBe(packed);
  writeFileSync(join(lib, 'cli', 'index.js'), 'exports.main = () => require("../unused").unused;\n');
  expect(pack(lib)).toBe(2);
  expect(run('return cli.main();')).toBe(1);
});

test('a module that is missing, or that loads the entry, is an error', () => {
  writeFileSync(join(lib, 'a.js'), 'require("./missing");\n');
  expect(() => pack(lib)).toThrow(/no module .*missing/);
  writeFileSync(join(lib, 'a.js'), 'require("./cli");\n');
  expect(() => pack(lib)).toThrow(/loads the entry/);
});
