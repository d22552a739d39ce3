import { spawnSync } from 'child_process';
import { readFileSync, writeFileSync } from 'fs';
import { join } from 'path';
import { emptyFolder, layPackage } from '../testing/packed';
import { bundleSameBytes } from './bundle';
import { difference } from './difference';

let folder: string;
let place: string;
beforeAll(() => {
  folder = emptyFolder('same-bytes');
  place = layPackage(folder);
  bundleSameBytes(join(folder, 'same-bytes.js'));
}, 60_000);

function run(apps: number): { readonly status: number | null; readonly out: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--preserve-symlinks', join(folder, 'same-bytes.js'), '--apps', String(apps), '--differing', '1'], { encoding: 'utf8' });
  return { status, out: stdout + stderr };
}

it('`FenceApp` writes what the stock app writes', () => {
  expect(run(40)).toEqual({ status: 0, out: expect.stringMatching(/^40 apps, \d+ of them with an error: 0 differ\n$/) });
}, 300_000);

/** Faults that a hurried author could make: a file of the package, what is in it, what is planted. */
const FAULTS: readonly (readonly [string, string, string, string])[] = [
  ['dependencies of constructs that are not handed to their objects', 'app/order/dependency-graph.js', 'if (layer.targets.has(scope))', 'if (false)'],
  ['a change of the tree that is not noticed', 'app/session/tree-changes.js', 'counts[kind]++', 'void 0'],
  ['validations that are asked once', 'app/session/validations.js', '?.length ?? 0) > 0', '?.length ?? 0) > 1'],
  ['files that are written before an error only where all is well', 'app/session/synth-app.js', 'if (!isOutput) output.write();\n            throw error;', 'throw error;'],
];

it.each(FAULTS)('sees %s', (_, file, right, wrong) => {
  const path = join(place, 'lib', file);
  const before = readFileSync(path, 'utf8');
  expect(before).toContain(right);
  writeFileSync(path, before.replace(right, wrong));
  try {
    expect(run(200).status).toBe(1);
  } finally {
    writeFileSync(path, before);
  }
}, 300_000);

it('a difference is in files, bytes, texts and errors', () => {
  const one = { files: { a: 'x\ny\n' }, yaml: 'z' };
  expect(difference(one, one)).toBeUndefined();
  expect(difference(one, { ...one, error: 'no' })).toContain('error');
  expect(difference(one, { ...one, yaml: '' })).toContain('yaml: line 1');
  expect(difference(one, { ...one, files: {} })).toContain('file a is of the stock app only');
  expect(difference(one, { ...one, files: { a: 'x\nz\n' } })).toContain('file a: line 2');
});
