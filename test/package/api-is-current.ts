/**
 * Fails when `API.md` (what authors import) or `docs/api-analysis.md` (the submodule `analysis`) is not what jsii-docgen makes of the compiled
 * package; `--write` writes both.
 */
import { spawnSync } from 'child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join, resolve } from 'path';

const ROOT = resolve(__dirname, '../..');
const PAGES = [
  { page: 'API.md', submodule: 'root' },
  { page: 'docs/api-analysis.md', submodule: 'cdk8s-netfence.analysis' },
];

const folder = mkdtempSync(join(tmpdir(), 'netfence-api-'));
try {
  for (const { page, submodule } of PAGES) {
    const fresh = join(folder, 'fresh.md');
    const { status } = spawnSync(join(ROOT, 'node_modules/.bin/jsii-docgen'), ['-o', fresh, '--submodule', submodule], { cwd: ROOT, stdio: 'inherit' });
    if (status !== 0) throw new Error(`jsii-docgen failed with status ${status}`);
    const text = readFileSync(fresh, 'utf8');
    if (process.argv.includes('--write')) {
      writeFileSync(join(ROOT, page), text);
    } else if (text !== readFileSync(join(ROOT, page), 'utf8')) {
      console.error(`${page} is stale; run \`npm run compile && npm run docgen\` and commit it`);
      process.exitCode = 1;
    } else {
      console.log(`${page} is current`);
    }
  }
} finally {
  rmSync(folder, { recursive: true });
}
