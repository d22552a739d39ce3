/** Turns TypeScript into the two files that a worker loads: the judge with its generator, and the engine under test. */
import { mkdtempSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
// eslint-disable-next-line import/no-extraneous-dependencies -- the bundler that tsx, which runs this, is made of
import { Plugin, build } from 'esbuild';
import { Patch, ROOT, patched } from './patch';
import type { CreateEngine } from './question';

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

export function bundleWorker(folder: string, entry = 'worker'): Promise<string> {
  return bundle(`${entry}.ts`, join(folder, `${entry}.js`));
}

export function bundleEngine(folder: string, patch?: Patch, name = 'engine'): Promise<string> {
  return bundle('engine.ts', join(folder, `${name}.js`), patch ? [planting(patch)] : []);
}
