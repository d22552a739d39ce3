/** Fails when API.md is not what jsii-docgen makes of the compiled package. */
import { spawnSync } from 'child_process';
import { mkdtempSync, readFileSync, rmSync } from 'fs';
import { tmpdir } from 'os';
import { join, resolve } from 'path';

const root = resolve(__dirname, '../..');
const folder = mkdtempSync(join(tmpdir(), 'netfence-api-'));
try {
  const fresh = join(folder, 'API.md');
  const docgen = join(root, 'node_modules', '.bin', 'jsii-docgen');
  const { status } = spawnSync(docgen, ['-o', fresh], { cwd: root, stdio: 'inherit' });
  if (status !== 0) throw new Error(`jsii-docgen failed with status ${status}`);
  if (readFileSync(fresh, 'utf8') !== readFileSync(join(root, 'API.md'), 'utf8')) {
    console.error('API.md is stale; run `npx projen docgen` and commit it');
    process.exitCode = 1;
  } else {
    console.log('API.md is current');
  }
} finally {
  rmSync(folder, { recursive: true });
}
