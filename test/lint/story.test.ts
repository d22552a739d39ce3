/** The policies of the story that this package begins with, as they were published, and the public recipes; the kernel's packets have the last word. */
import { readFileSync } from 'fs';
import { join } from 'path';
import { Finding, formatPath, formatWitness } from '../../src/model';
import { call } from '../cli/call';
import { lettersOf, RecordedCluster } from '../conformance/matrix';
import { ROOT, runExample } from '../examples/run';
import { objectsOf, recorded, recordedLines } from '../oracle/recordings';
import { checkObjects, lineOf } from './run';

interface Case {
  readonly id: string;
  readonly policies: readonly object[];
  readonly matrix: Readonly<Record<string, string>>;
}

const cluster = recorded('packets/cluster-story.json') as RecordedCluster;
const cases = recordedLines('packets/cases-story.jsonl') as Case[];

function findingsOf(id: string, ...changed: readonly object[]): Finding[] {
  return checkObjects([...objectsOf(cluster), ...changed, ...cases.find((item) => item.id === id)!.policies]);
}

function linesOf(id: string, ...levels: readonly string[]): string[] {
  return findingsOf(id).filter(({ severity }) => levels.includes(severity)).map((finding) => `${finding.rule} ${lineOf(finding)}`);
}

test('as published: a label that anyone can forge, a namespace cut off from itself, DNS over UDP only', () => {
  const fence = 'NetworkPolicy production/deny-from-other-namespaces spec.ingress[0].from[0].namespaceSelector';
  const egress = 'NetworkPolicy production/api-egress';
  expect(linesOf('seed-all', 'error', 'warning')).toEqual([
    `forgeable-namespace-label error ${fence} | staging/database[Pod] -> production/api-server[Pod] TCP 80: allowed`,
    `own-namespace-cut-off error ${fence} | production/api-server[Pod] -> production/frontend[Pod] TCP 80: denied`,
    `dns-udp-only warning ${egress} spec.egress[1].ports | production/api-server[Pod] -> kube-system/dns[Pod] TCP 53: denied`,
    `half-open-edge warning ${egress} spec.egress[0].to[0] | production/api-server[Pod] -> production/database[Pod] TCP 5432: denied`,
    `system-namespace-label warning ${egress} spec.egress[1].to[0].namespaceSelector`,
  ]);
});

test('the label that kube-system does not have in a default cluster blocks DNS there', () => {
  const plain = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'kube-system', labels: {} } };
  const rules = findingsOf('seed-all', plain).map(({ rule, severity }) => `${severity} ${rule}`);
  expect(rules).toEqual(expect.arrayContaining(['error dns-blocked', 'warning system-namespace-label', 'warning unworn-namespace-label']));
});

test('corrected by the protected name label: the rule for the namespace shadows the rule for the frontend', () => {
  expect(linesOf('seed-all-with-metadata-name', 'error', 'warning')).toEqual([
    'dns-udp-only warning NetworkPolicy production/api-egress spec.egress[1].ports | production/api-server[Pod] -> kube-system/dns[Pod] TCP 53: denied',
    'shadowed-rule warning NetworkPolicy production/api-from-frontend-only spec.ingress[0] | production/database[Pod] -> production/api-server[Pod] TCP 8080: allowed',
    'system-namespace-label warning NetworkPolicy production/api-egress spec.egress[1].to[0].namespaceSelector',
  ]);
});

test('our own program of the post: no error, and the warnings of the table', async () => {
  const { manifests } = await runExample('blog.ts');
  const found = checkObjects([...objectsOf(cluster), ...manifests]).filter(({ severity }) => severity !== 'info');
  const page = readFileSync(join(ROOT, 'docs', 'rules', 'precision.md'), 'utf8');
  const rows = [...page.matchAll(/^\| (error|warning) \| ([\w-]+) \| `(.+?)` \| `(.+?)` \| \S/gm)].map(([, ...cells]) => cells);
  expect(rows).toHaveLength(1);
  expect(found.map(({ rule, severity, subject, path, witness }) => [severity, rule, `${subject} ${formatPath(path)}`, formatWitness(witness!)])).toEqual(rows);
}, 60_000);

test('the command ends with 2 on the post as it was published, and tells all of it', async () => {
  const given = (policies: readonly object[], ...more: readonly object[]) => JSON.stringify({ apiVersion: 'v1', kind: 'List', items: [...objectsOf(cluster), ...more, ...policies] });
  const { policies } = cases.find(({ id }) => id === 'seed-all')!;
  const { code, out } = await call(['check', '-'], given(policies));
  expect(code).toBe(2);
  for (const rule of ['error forgeable-namespace-label', 'error own-namespace-cut-off', 'warning dns-udp-only', 'warning system-namespace-label']) expect(out).toContain(rule);
  expect(out).toContain('witness: staging/database[Pod] -> production/api-server[Pod] TCP 80: allowed');
  const { manifests } = await runExample('blog.ts');
  expect((await call(['check', '-'], given(manifests))).code).toBe(0);
}, 60_000);

test('there are the fourteen recipes', () => {
  const recipes = new Set(cases.filter(({ id }) => id.startsWith('recipe-')).map(({ id }) => id.split('-')[1]));
  expect(recipes.size).toBe(14);
});

test.each(cases.filter(({ id }) => id.startsWith('recipe-')).map(({ id }) => id))('no error on %s', (id) => {
  expect(linesOf(id, 'error')).toEqual([]);
});

test('the packets of the kernel say the same as each witness that was probed', () => {
  let probed = 0;
  for (const { id, matrix } of cases) {
    const letters = new Map([...lettersOf(cluster, matrix)].map(({ source, destination, probe, letter }) => [`${source} ${destination} ${probe.protocol} ${probe.port}`, letter]));
    for (const { witness } of findingsOf(id)) {
      if (witness?.source.workload === undefined || witness.destination.workload === undefined) continue;
      const [from, to] = [witness.source.workload, witness.destination.workload].map(({ namespace, name }) => `${namespace}/${name}`);
      const letter = letters.get(`${from} ${to} ${witness.protocol} ${witness.port}`);
      if (letter === undefined) continue;
      probed++;
      expect([id, from, to, letter]).toEqual([id, from, to, witness.verdict === 'allowed' ? '1' : '0']);
    }
  }
  expect(probed).toBeGreaterThan(10);
});
