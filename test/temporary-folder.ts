import { mkdtempSync, rmSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';

/** Whatever the tests of one run leave in the folder of temporary files goes with the run: `Testing.app()` of cdk8s alone leaves thousands of folders. */
export default function (): void {
  const folder = mkdtempSync(join(tmpdir(), 'netfence-tests-'));
  process.env.TMPDIR = folder;
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
}
