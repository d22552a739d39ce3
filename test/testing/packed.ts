import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { dirname, join, resolve } from 'path';
import { transformSync } from '@swc/core';

export const ROOT = resolve(__dirname, '..', '..');
const STUBS = ['jest.js', 'jest.d.ts', 'vitest.js', 'vitest.mjs', 'vitest.d.ts', 'package.json'];
const OWN = 'cdk8s-netfence';

/** The package as npm would lay it, compiled file by file from the sources of now, into `node_modules` of a folder. */
export function layPackage(folder: string, links: readonly string[] = []): string {
  const place = join(folder, 'node_modules', OWN);
  mkdirSync(place, { recursive: true });
  for (const name of STUBS) copyFileSync(join(ROOT, name), join(place, name));
  mkdirSync(join(place, 'bin'));
  copyFileSync(join(ROOT, 'bin', 'netfence'), join(place, 'bin', 'netfence'));
  for (const path of readdirSync(join(ROOT, 'src'), { recursive: true }).map(String).filter((name) => name.endsWith('.ts'))) {
    const { code } = transformSync(readFileSync(join(ROOT, 'src', path), 'utf8'), {
      filename: path, jsc: { parser: { syntax: 'typescript' }, target: 'es2022' }, module: { type: 'commonjs' },
    });
    const file = join(place, 'lib', path.replace(/\.ts$/, '.js'));
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, code);
  }
  for (const name of ['js-yaml', 'argparse', 'cdk8s', 'constructs', ...links]) link(folder, name, join(ROOT, 'node_modules', name));
  return place;
}

/** Links a package into `node_modules` of a folder. */
export function link(folder: string, name: string, target: string): void {
  const place = join(folder, 'node_modules', name);
  mkdirSync(dirname(place), { recursive: true });
  symlinkSync(target, place);
}

export function emptyFolder(name: string): string {
  return mkdtempSync(join(tmpdir(), `${name}-`));
}

/** Where Vitest is installed; `NETFENCE_VITEST` names a folder with another one. */
export function vitestFolder(): string | undefined {
  try {
    return dirname(require.resolve('vitest/package.json', { paths: [process.env.NETFENCE_VITEST ?? ROOT] }));
  } catch {
    return undefined;
  }
}
