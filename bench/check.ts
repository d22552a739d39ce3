/** `npm run bench -- check`: `netfence check` as a whole process on 500 policies. Needs the compiled package. */
import { spawnSync } from 'child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { dump } from 'js-yaml';
import { w1 } from './shapes';
import { median, table } from './table';

const BIN = process.env.NETFENCE_BIN ?? join(__dirname, '..', 'bin', 'netfence');
const RUNS = 7;

function milliseconds(program: string, args: readonly string[]): number {
  const started = performance.now();
  const { status } = spawnSync(program, args, { stdio: 'ignore' });
  // findings are what it is asked for
  if (status !== 0 && status !== 2) throw new Error(`${args.join(' ')} ended with ${status}`);
  return performance.now() - started;
}

const folder = mkdtempSync(join(tmpdir(), 'bench-check-'));
const file = join(folder, 'manifests.yaml');
// fifty namespaces of ten policies, with Deployments in the place of their pods
const objects = [...w1(50).objects()] as { kind: string; metadata: { name: string; namespace?: string; labels?: Record<string, string> } }[];
const deployments = objects.flatMap((object) => {
  if (object.kind !== 'Pod' || Number(object.metadata.name.slice(4)) >= 10) return object.kind === 'Pod' ? [] : [object];
  const { name, namespace, labels } = object.metadata;
  const spec = { replicas: 2, selector: { matchLabels: labels }, template: { metadata: { labels }, spec: (object as { spec?: unknown }).spec } };
  return [{ apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name, namespace }, spec }];
});
writeFileSync(file, deployments.map((value) => `---\n${dump(value, { noRefs: true })}`).join(''));
const own = median(Array.from({ length: RUNS }, () => milliseconds(process.execPath, [BIN, 'check', file])));
const bare = median(Array.from({ length: RUNS }, () => milliseconds(process.execPath, ['-e', '0'])));
rmSync(folder, { recursive: true });
table(['whole process', 'median', 'goal', 'bare node'], [[`netfence check, 500 policies, ${deployments.length} objects`, `${own.toFixed(0)} ms`, '≤ 500 ms', `${bare.toFixed(0)} ms`]]);
