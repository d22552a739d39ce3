import { mkdtempSync, readdirSync, readFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { gunzipSync } from 'zlib';
import { decode } from '../../src/dialects';
import { complaints } from '../constructs/openapi';
import { buildCluster, external, judgePair } from '../oracle';
import { readOutput, ROOT } from './run';

const FOLDER = join(ROOT, 'examples', 'recipes');
const data = (name: string) => readFileSync(join(__dirname, '..', 'data', 'packets', name));
const cluster = JSON.parse(data('cluster-story.json').toString());
const cases: any[] = gunzipSync(data('cases-story.jsonl.gz')).toString().trim().split('\n').map((line) => JSON.parse(line));

/** The recorded case of each program. */
const RECORDED: Readonly<Record<string, string>> = Object.fromEntries(readdirSync(FOLDER).filter((file) => file.endsWith('.ts')).sort().map((file) =>
  [file, file.startsWith('11a-') ? 'recipe-11-1' : `recipe-${file.split('-')[0]}-0`]));

function synthesized(file: string): any[] {
  const before = process.env.CDK8S_OUTDIR;
  process.env.CDK8S_OUTDIR = mkdtempSync(join(tmpdir(), 'recipe-'));
  try {
    jest.isolateModules(() => jest.requireActual(join(FOLDER, file)));
    return readOutput(process.env.CDK8S_OUTDIR).manifests;
  } finally {
    if (before === undefined) delete process.env.CDK8S_OUTDIR;
    else process.env.CDK8S_OUTDIR = before;
  }
}

/** What a policy says, in terms of the model, without where it says so. */
function meaning(policies: any[]): unknown {
  const { policies: decoded, problems } = decode(policies.map((value) => ({ value })));
  expect(problems).toEqual([]);
  return decoded.map(({ name, namespace, subject, isolates, rules }) => ({
    name,
    namespace,
    subject: subject.pods.toString(),
    isolates: [...isolates].sort(),
    rules: rules.map(({ direction, peers, traffic }) => ({
      direction,
      peers: peers?.map((peer) => (peer.type === 'endpoints' ? [JSON.stringify(peer.endpoints.namespaces), peer.endpoints.pods.toString()].join(' ') : 'other')).sort(),
      traffic: [traffic.fixed.toString(), ...traffic.named.map((port) => port.name)],
    })),
  }));
}

/** Every verdict of the recorded cluster. */
function verdicts(policies: any[]): string {
  const namespaces = cluster.namespaces.map(({ name, labels }: any) => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels } }));
  const pods = cluster.pods.map(({ namespace, name, labels, ip }: any) =>
    ({ apiVersion: 'v1', kind: 'Pod', metadata: { namespace, name, labels }, spec: { containers: [{ name: 'main' }] }, status: { podIP: ip } }));
  const there = buildCluster([...namespaces, ...pods, ...policies]);
  const ends = [...there.pods, ...cluster.externals.map(({ ip }: any) => external(ip))];
  return ends.map((from) => ends.map((to) => {
    const judge = judgePair(there, from, to);
    return cluster.probe.map((packet: any) => judge(packet)[0]).join('');
  }).join(' ')).join('\n');
}

test('every recorded recipe has its program', () => {
  const recipes = cases.map(({ id }) => id).filter((id: string) => id.startsWith('recipe-')).sort();
  expect(Object.values(RECORDED).sort()).toEqual(recipes);
  expect(new Set(recipes.map((id: string) => id.split('-')[1])).size).toBe(14);
});

test.each(Object.entries(RECORDED))('%s means what %s means', (file, id) => {
  const { policies } = cases.find((one) => one.id === id);
  const manifests = synthesized(file);
  expect(manifests).toMatchSnapshot();
  expect(complaints(manifests)).toEqual([]);
  expect(meaning(manifests)).toEqual(meaning(policies));
  expect(verdicts(manifests)).toBe(verdicts(policies));
  // it changes something, alone or beside a deny of everything
  const deny = { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { name: 'deny', namespace: 'default' }, spec: {} };
  expect([verdicts(manifests), verdicts([deny, ...manifests])]).not.toEqual([verdicts([]), verdicts([deny])]);
});

test.each(Object.keys(RECORDED))('%s is one construct call', (file) => {
  const text = readFileSync(join(FOLDER, file), 'utf8');
  expect(text.match(/^new \w+\(chart, /gm)).toHaveLength(1);
});
