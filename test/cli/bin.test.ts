import { spawnSync } from 'child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';

const BIN = readFileSync(join(__dirname, '..', '..', 'bin', 'netfence'), 'utf8');
/** A program that prints which options of V8 are set before the program is loaded, and what it is given. */
const CLI = "console.log('loaded'); exports.main = async (given) => { console.log(given.join()); return 2; };\n";
const SPY = "require('v8').setFlagsFromString = (option) => console.log(option);\n";
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'bin-'));
  mkdirSync(join(folder, 'bin'));
  mkdirSync(join(folder, 'lib'));
  writeFileSync(join(folder, 'bin', 'netfence'), BIN);
  writeFileSync(join(folder, 'lib', 'cli.js'), CLI);
});
afterEach(() => rmSync(folder, { recursive: true }));

function run(before: string, given: readonly string[] = ['a', 'b']) {
  writeFileSync(join(folder, 'before.cjs'), before);
  const program = ['-r', join(folder, 'before.cjs'), join(folder, 'bin', 'netfence'), ...given];
  const { stdout, stderr, status } = spawnSync(process.execPath, program, { encoding: 'utf8' });
  return { lines: stdout.trim().split('\n'), stderr, status };
}

/** The same with another version of Node, by name alone. */
function as(version: string): string {
  return `Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '${version}' } });\n`;
}

test('this Node knows the option that is set for it: nothing is said of it', () => {
  expect(run('')).toEqual({ lines: ['loaded', 'a,b'], stderr: '', status: 2 });
});

test('the option is set before the program is loaded', () => {
  expect(run(as('20.1.0') + SPY).lines).toEqual(['--interrupt-budget=400000', 'loaded', 'a,b']);
  expect(run(as('22.1.0') + SPY).lines).toEqual(['--invocation-count-for-turbofan=15000', 'loaded', 'a,b']);
});

test('nothing is set to say the version', () => {
  expect(run(as('20.1.0') + SPY, ['--version']).lines).toEqual(['loaded', '--version']);
});

test('where the option has no known name, none is set', () => {
  expect(run(as('24.1.0') + SPY).lines).toEqual(['loaded', 'a,b']);
});
