import { createHash } from 'crypto';
import { copyFileSync, cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, statSync, symlinkSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { dirname, join, resolve } from 'path';
import { Options, transformSync, version as swcVersion } from '@swc/core';

export const ROOT = resolve(__dirname, '..', '..');
const STUBS = ['jest.js', 'jest.d.ts', 'vitest.js', 'vitest.mjs', 'vitest.d.ts', 'package.json'];
const OWN = 'cdk8s-netfence';

/** How the sources are compiled, file by file; a part of the name under which the result is kept. */
const COMPILE: Options = { jsc: { parser: { syntax: 'typescript' }, target: 'es2022' }, module: { type: 'commonjs' } };

/** The sources of now, compiled: a folder below `.tmp` that is made once for as long as they do not change, for many tests lay the package. */
function compiledSources(): string {
  const paths = readdirSync(join(ROOT, 'src'), { recursive: true }).map(String).filter((path) => path.endsWith('.ts')).sort();
  const texts = paths.map((path) => [path, readFileSync(join(ROOT, 'src', path), 'utf8')] as const);
  const key = createHash('sha256').update(JSON.stringify([swcVersion, COMPILE, texts])).digest('hex').slice(0, 32);
  const kept = join(ROOT, '.tmp', 'compiled', key);
  if (existsSync(kept)) return kept;
  forgetOlder(dirname(kept));
  const made = mkdtempSync(`${kept}-`);
  for (const [path, text] of texts) {
    const file = join(made, path.replace(/\.ts$/, '.js'));
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, transformSync(text, { ...COMPILE, filename: path }).code);
  }
  try {
    renameSync(made, kept);
  } catch {
    // another test was first, with the same files
    rmSync(made, { recursive: true, force: true });
  }
  return kept;
}

const A_DAY = 86_400_000;

/** Makes a folder, or removes what was made in it for the sources of earlier days. */
function forgetOlder(folder: string): void {
  mkdirSync(folder, { recursive: true });
  for (const path of readdirSync(folder).map((name) => join(folder, name))) {
    const made = statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? Infinity;
    if (Date.now() - made > A_DAY) rmSync(path, { recursive: true, force: true });
  }
}

/** The package as npm would lay it, compiled file by file from the sources of now, into `node_modules` of a folder. */
export function layPackage(folder: string, links: readonly string[] = []): string {
  const place = join(folder, 'node_modules', OWN);
  mkdirSync(place, { recursive: true });
  for (const name of STUBS) copyFileSync(join(ROOT, name), join(place, name));
  mkdirSync(join(place, 'bin'));
  copyFileSync(join(ROOT, 'bin', 'netfence'), join(place, 'bin', 'netfence'));
  // a copy, not a link: modules are resolved from where they lie, and some tests plant faults
  cpSync(compiledSources(), join(place, 'lib'), { recursive: true });
  for (const name of ['js-yaml', 'argparse', '@dagrejs/dagre', '@dagrejs/graphlib', 'cdk8s', 'constructs', ...links]) link(folder, name, join(ROOT, 'node_modules', name));
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
