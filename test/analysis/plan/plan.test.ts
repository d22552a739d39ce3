import { planRollout } from '../../../src/analysis/questions/plan/plan';
import { readText } from '../../../src/analysis/session/read';
import { readTraffic } from '../../../src/analysis/traffic/traffic';
import { planEvidenceJson } from '../../../src/report/advice/evidence';
import { wordsOf } from '../../../src/report/plan/words';
import { isSafe } from '../../../src/results/outcomes';

const deployment = (namespace: string, name: string) => JSON.stringify({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { namespace, name },
  spec: {
    replicas: 2,
    selector: { matchLabels: { app: name } },
    template: { metadata: { labels: { app: name } }, spec: { containers: [{ name }] } },
  },
});
const flow = (from: string, to: string) => {
  const [[sourceNamespace, source], [namespace, destination]] = [from.split('/'), to.split('/')];
  return JSON.stringify({
    src_namespace: sourceNamespace, src_workload: source, dst_namespace: namespace, dst_workload: destination, dst_port: 80, protocol: 'TCP', verdict: 'FORWARDED', is_reply: false,
  });
};

async function plan(flows: readonly string[], more: readonly string[] = []) {
  const world = [deployment('a', 'one'), deployment('a', 'two'), deployment('b', 'three'), deployment('c', 'four'), ...more].join('\n---\n');
  return planRollout(await readTraffic(['-'], [readText(world, 'world.yaml')], { stdin: flows.join('\n') }));
}

const FLOWS = [flow('a/one', 'a/two'), flow('a/one', 'b/three'), flow('c/four', 'b/three')];

test('goes from open to fenced, the least entangled namespace first', async () => {
  const rollout = await plan(FLOWS);
  expect(rollout.steps.map(({ kind, namespace }) => `${kind} ${namespace}`.trim())).toEqual([
    'observe', ...['a', 'c', 'b'].flatMap((namespace) => ['paper', 'allow', 'enforce', 'tighten'].map((kind) => `${kind} ${namespace}`)),
  ]);
  expect(isSafe(rollout)).toBe(true);
});

test('says on paper what a bare deny breaks, and breaks nothing in the cluster', async () => {
  const { steps } = await plan(FLOWS);
  const [, paper] = steps;
  expect(wordsOf(paper).denied).toEqual(['a/one[Deployment] => a/two[Deployment] : TCP 80', 'a/one[Deployment] => b/three[Deployment] : TCP 80']);
  expect(paper.applied).toBe(false);
  for (const { applied, replay } of steps) if (applied) expect(replay.denied).toEqual([]);
});

test('closes the inside when it tightens, and deletes what held it open', async () => {
  const { steps } = await plan(FLOWS);
  const tighten = steps.find(({ kind, namespace }) => kind === 'tighten' && namespace === 'a')!;
  expect(tighten.commands).toEqual(['kubectl apply -f a.yaml', 'kubectl delete networkpolicy -n a a-inside']);
  expect(wordsOf(tighten).changes.join('\n')).toContain('closed: a/two[Deployment] => a/one[Deployment]');
  expect(tighten.policies).not.toContain('a-inside');
});

test('is not safe where something wanted stays denied', async () => {
  const deny = JSON.stringify({
    apiVersion: 'policy.networking.k8s.io/v1alpha1',
    kind: 'AdminNetworkPolicy',
    metadata: { name: 'closed' },
    spec: { priority: 1, subject: { namespaces: {} }, ingress: [{ name: 'all', action: 'Deny', from: [{ namespaces: {} }] }] },
  });
  const rollout = await plan(FLOWS, [deny]);
  expect(isSafe(rollout)).toBe(false);
  expect(rollout.steps.find(({ kind }) => kind === 'allow')!.missed.length).toBeGreaterThan(0);
});

test('keeps the evidence of the rules of each step that changes the cluster', async () => {
  const rollout = await plan(FLOWS);
  const { files, rules } = JSON.parse([...planEvidenceJson([{ file: 'flows.json' }], rollout)].join(''));
  expect(files).toEqual([{ file: 'flows.json' }]);
  const applied = rollout.steps.filter(({ applied: isApplied, yaml }) => isApplied && yaml !== '').map(({ number }) => number);
  expect([...new Set(rules.map(({ step }: { step: number }) => step))]).toEqual(applied);
  const ends = { sources: ['a/one[Deployment]'], destinations: ['b/three[Deployment]'] };
  expect(rules).toContainEqual(expect.objectContaining({ step: 4, direction: 'egress', traffic: 'TCP 80', records: 1, ...ends }));
});
