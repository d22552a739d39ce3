/** `npm run bench -- check`: `netfence check` as a whole process on 500 policies. Needs the compiled package. */
import { spawnSync } from 'child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { dump } from 'js-yaml';
import { w1 } from './shapes';
import { median, table } from './table';
import { namespaceText } from './team';

const BIN = process.env.NETFENCE_BIN ?? join(__dirname, '..', 'bin', 'netfence');
const RUNS = 9;

function milliseconds(args: readonly string[]): number {
  const started = performance.now();
  const { status } = spawnSync(process.execPath, args, { stdio: 'ignore' });
  // findings are what it is asked for
  if (status !== 0 && status !== 2) throw new Error(`${args.join(' ')} ended with ${status}`);
  return performance.now() - started;
}

interface Manifest { readonly kind: string; readonly metadata: { name: string; namespace?: string; labels?: object }; readonly spec?: unknown }

/** W1 with fifty namespaces of ten policies, and ten Deployments in the place of a hundred pods. */
function dense(): string {
  const objects = [...w1(50).objects()] as Manifest[];
  const kept = objects.flatMap((object) => {
    if (object.kind !== 'Pod') return [object];
    const { name, namespace, labels } = object.metadata;
    if (Number(name.slice(4)) >= 10) return [];
    const spec = { replicas: 2, selector: { matchLabels: labels }, template: { metadata: { labels }, spec: object.spec } };
    return [{ apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name, namespace }, spec }];
  });
  return kept.map((value) => `---\n${dump(value, { noRefs: true })}`).join('');
}

const SHAPES = [
  { what: '125 namespaces of ten Deployments and four policies', text: Array.from({ length: 125 }, (_, i) => namespaceText(i)).join('---\n') },
  { what: 'W1: 50 namespaces of ten Deployments and ten policies, 600 findings', text: dense() },
];
const folder = mkdtempSync(join(tmpdir(), 'bench-check-'));
const bare = median(Array.from({ length: RUNS }, () => milliseconds(['-e', '0'])));
const rows = SHAPES.map(({ what, text }, i) => {
  const file = join(folder, `${i}.yaml`);
  writeFileSync(file, text);
  const own = median(Array.from({ length: RUNS }, () => milliseconds([BIN, 'check', file])));
  return [what, `${own.toFixed(0)} ms`, '≤ 500 ms', `${bare.toFixed(0)} ms`];
});
rmSync(folder, { recursive: true });
table(['`netfence check` of 500 policies, whole process', 'median', 'goal', 'bare node'], rows);
