/** Turns TypeScript into the two files that a worker loads: the judge with its generator, and the engine under test. */
import { mkdtempSync, readFileSync } from 'fs';
import { tmpdir } from 'os';
import { join, resolve } from 'path';
// eslint-disable-next-line import/no-extraneous-dependencies -- the bundler that tsx, which runs this, is made of
import { Plugin, build } from 'esbuild';
import type { CreateEngine } from './question';

const ROOT = resolve(__dirname, '..', '..');

/** A change of one place in one source file. */
export interface Patch {
  /** Below the project's root. */
  readonly file: string;
  /** Must stand exactly once in the file. */
  readonly find: string;
  readonly replace: string;
}

export function patched({ file, find, replace }: Patch): string {
  const text = readFileSync(join(ROOT, file), 'utf8');
  const parts = text.split(find);
  if (parts.length !== 2) throw new Error(`${file} has the text to be changed ${parts.length - 1} times, not once: ${find}`);
  return parts.join(replace);
}

function planting(patch: Patch): Plugin {
  const contents = patched(patch);
  return {
    name: 'plant a mutant',
    setup({ onLoad }) {
      onLoad({ filter: /\.ts$/ }, ({ path }) => (path === join(ROOT, patch.file) ? { contents, loader: 'ts' } : undefined));
    },
  };
}

async function bundle(entry: string, outfile: string, plugins: Plugin[] = []): Promise<string> {
  await build({ entryPoints: [join(__dirname, entry)], outfile, bundle: true, platform: 'node', target: 'node20', format: 'cjs', logLevel: 'error', plugins });
  return outfile;
}

/** A fresh folder for the bundles of one run. */
export function bundleFolder(): string {
  return mkdtempSync(join(tmpdir(), 'netfence-diff-'));
}

/** Loads a bundled engine into this thread. */
export async function loadEngine(file: string): Promise<CreateEngine> {
  const { createEngine } = await import(file) as { createEngine: CreateEngine };
  return createEngine;
}

export function bundleWorker(folder: string): Promise<string> {
  return bundle('worker.ts', join(folder, 'worker.js'));
}

export function bundleEngine(folder: string, patch?: Patch, name = 'engine'): Promise<string> {
  return bundle('engine.ts', join(folder, `${name}.js`), patch ? [planting(patch)] : []);
}
