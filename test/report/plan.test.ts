import { renderPlanTxt } from '../../src/report/plan/text';
import { planRollout } from '../../src/analysis/questions/plan/plan';
import { readText } from '../../src/analysis/session/read';
import { readTraffic } from '../../src/analysis/traffic/traffic';

test('a plan cuts the list of what a step changes once, and counts what it leaves out', async () => {
  const names = Array.from({ length: 30 }, (_, i) => `w${i}`);
  const pod = (name: string) => JSON.stringify({ apiVersion: 'v1', kind: 'Pod', metadata: { namespace: 'n', name, labels: { app: name } }, spec: { containers: [{ name: 'c' }] } });
  const flows = names.map((name, i) => ({
    src_namespace: 'n', src_pod: name, dst_namespace: 'n', dst_pod: names[(i + 1) % names.length], dst_port: 80 + i, protocol: 'TCP', verdict: 'FORWARDED', is_reply: false,
  }));
  const session = readText(names.map(pod).join('\n---\n'), 'world.yaml');
  const plan = planRollout(await readTraffic(['-'], [session], { stdin: flows.map((one) => JSON.stringify(one)).join('\n') }), { fence: ['n'] });
  const text = [...renderPlanTxt(plan)].join('');
  const { diff } = plan.steps[plan.steps.length - 1];
  expect(diff!.edges.length).toBeGreaterThan(21);
  expect(text).toContain(`and ${diff!.edges.length - 20} more`);
  expect(text).not.toMatch(/^\s*and 1 more$/m);
});
