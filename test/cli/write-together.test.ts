import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { writeTogether } from '../../src/cli/write-together';

let folder: string;
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'netfence-together-'))));
afterEach(() => rmSync(folder, { recursive: true }));
const output = (option: string, name: string, texts: Iterable<string> = [option]) => ({ option, path: join(folder, name), texts });
function* broken(): Generator<string> {
  yield 'half';
  throw new Error('the second part fails');
}

it('writes all', () => {
  writeTogether([output('--csv', 'a'), output('--json', 'b')]);
  expect(readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'utf8')])).toEqual([['a', '--csv'], ['b', '--json']]);
});

it('writes none where one cannot be written, and keeps what stood there', () => {
  writeFileSync(join(folder, 'a'), 'before');
  expect(() => writeTogether([output('--csv', 'a'), output('--json', 'no/b')])).toThrow(`cannot write \`${join(folder, 'no/b')}\` (ENOENT)`);
  expect(() => writeTogether([output('--csv', 'a'), output('--json', 'b', broken())])).toThrow('the second part fails');
  expect(readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'utf8')])).toEqual([['a', 'before']]);
});

it('refuses two names of one file', () => {
  writeFileSync(join(folder, 'a'), 'before');
  symlinkSync(join(folder, 'a'), join(folder, 'link'));
  expect(() => writeTogether([output('--csv', 'a'), output('--json', 'link')])).toThrow('`--csv` and `--json` name one file');
  expect(readFileSync(join(folder, 'a'), 'utf8')).toBe('before');
});

it('follows links, and does not replace what is no file', () => {
  writeFileSync(join(folder, 'a'), 'before');
  symlinkSync(join(folder, 'a'), join(folder, 'link'));
  writeTogether([output('--csv', 'link')]);
  expect(readFileSync(join(folder, 'a'), 'utf8')).toBe('--csv');
  writeTogether([{ option: '--csv', path: '/dev/null', texts: ['x'] }]);
  mkdirSync(join(folder, 'sub'));
  expect(() => writeTogether([output('--csv', 'sub')])).toThrow('(EISDIR)');
});
