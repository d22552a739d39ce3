import { mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { staleOutput } from '../../../src/app/output/stale-output';

function folder(...files: string[]): string {
  const root = mkdtempSync(join(tmpdir(), 'output-'));
  for (const file of files) {
    mkdirSync(join(root, file, '..'), { recursive: true });
    writeFileSync(join(root, file), '');
  }
  return root;
}

test('files with the extension that will not be written, sorted, direct sub-folders included', () => {
  const root = folder('b.k8s.yaml', 'a.k8s.yaml', 'c.yaml', 'chart/z.k8s.yaml', 'chart/deep/y.k8s.yaml', 'README.md');
  expect(staleOutput(root, '.k8s.yaml', ['b.k8s.yaml'])).toEqual(['a.k8s.yaml', 'chart/z.k8s.yaml']);
  expect(staleOutput(root, '.yaml', [])).toEqual(['a.k8s.yaml', 'b.k8s.yaml', 'c.yaml', 'chart/z.k8s.yaml']);
});

test('a folder that is not there yet, or is none, holds nothing', () => {
  expect(staleOutput(join(folder(), 'dist'), '.k8s.yaml', [])).toEqual([]);
  expect(staleOutput(join(folder('file'), 'file'), '.k8s.yaml', [])).toEqual([]);
});

test('links are not followed', () => {
  const root = folder();
  symlinkSync(folder('x.k8s.yaml'), join(root, 'linked'));
  expect(staleOutput(root, '.k8s.yaml', [])).toEqual([]);
});
