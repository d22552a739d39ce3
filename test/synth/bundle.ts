import { join } from 'path';
import { buildSync } from 'esbuild';

/** Bundles the comparison with the stock app into one file: it runs where cdk8s of any version is installed, without the sources. */
export function bundleSameBytes(outfile: string): void {
  buildSync({ entryPoints: [join(__dirname, 'run.ts')], outfile, bundle: true, platform: 'node', target: 'node20', format: 'cjs', logLevel: 'error' });
}
