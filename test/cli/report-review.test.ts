import { call } from './call';
import { BLOG, jsonOf, partOf, report, ReportFolder } from './report-call';

const folder = new ReportFolder();

it('asks for what is open to pods to come until there are as many lines as it lists, and says so', async () => {
  const pods = (count: number) => Array.from({ length: count }, (_, i) => `apiVersion: v1\nkind: Pod\nmetadata: { name: p${i}, namespace: open }\nspec: { containers: [{ name: a }] }\n`).join('---\n');
  const few = await jsonOf(folder.file('open.yaml', pods(250)));
  expect([few.exposure.lines.length, few.exposure.limited]).toEqual([500, undefined]);
  const { code, out } = await report(folder.file('open.yaml', pods(300)));
  expect(code).toBe(0);
  expect(partOf(out, 'defaults')).toContain('Cut off: these are the first 500 lines. 251 of 300 workloads were asked; netfence exposure asks all.');
  expect(partOf(out, 'summary')).toContain('Open to pods to come at least 500 lines');
});

it('judges nothing where there are no workloads, and says so', async () => {
  const path = folder.file('policies.yaml', 'apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: { name: open, namespace: a }\nspec: { podSelector: {}, ingress: [{}] }\n');
  const { out } = await report(path);
  expect(partOf(out, 'summary')).toContain('Open to pods to come not judged: no workloads');
  expect(partOf(out, 'defaults')).toMatch(/Open to pods that do not exist yet Not judged: no workloads/);
  expect((await jsonOf(path)).exposure).toEqual({ lines: [], notJudged: 'no workloads' });
});

it('counts a rule that selects a namespace by a label that none has among those without effect', async () => {
  const path = folder.file('label.yaml', `apiVersion: v1
kind: Namespace
metadata: { name: shop, labels: { team: finance } }
---
apiVersion: v1
kind: Pod
metadata: { name: api, namespace: shop }
spec: { containers: [{ name: a }] }
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: api, namespace: shop }
spec: { podSelector: {}, ingress: [{ from: [{ namespaceSelector: { matchLabels: { team: finanse } } }] }] }
`);
  const { review: { findings } } = await jsonOf(path);
  expect(findings.map(({ rule }: { rule: string }) => rule)).toContain('unworn-namespace-label');
  expect(partOf((await report(path)).out, 'review')).toMatch(/without effect Without effect \(1\)/);
});

it('shows names in messages as code, and counts no default among the rules', async () => {
  const { out } = await report(BLOG);
  const text = out.replace(/<script>[^]*?<\/script>/, '');
  expect(text).toMatch(/<td>[^<]*<code>[^<]+<\/code>/);
  expect(text.replace(/&#96;/g, '`')).not.toMatch(/`[^`\n<]+`/);
  const { register: { rules } } = await jsonOf(BLOG);
  const own = rules.filter(({ action }: { action: string }) => action === 'allow').length;
  expect(partOf(out, 'summary')).toContain(`Rules ${own}, ${own} of them without a reason; the register has ${rules.length - own} more row`);
});

it('lists each finding of the check with its place, errors in the summary, too', async () => {
  const { out } = await report(BLOG);
  const { review: { findings, otherFindings, counts } } = await jsonOf(BLOG);
  expect(findings.length + otherFindings.length).toBe(counts.error + counts.warning + counts.info);
  const { out: checked } = await call(['check', BLOG, '--format', 'json']);
  expect([...findings, ...otherFindings].map(({ rule, line }: Record<string, unknown>) => `${String(rule)} ${String(line)}`).sort())
    .toEqual(JSON.parse(checked).findings.map(({ rule, place }: { rule: string; place: { line: number } }) => `${rule} ${place.line}`).sort());
  const errors = otherFindings.filter(({ severity }: { severity: string }) => severity === 'error');
  expect(errors.length).toBeGreaterThan(0);
  // names are code, whose tags are blanks here
  const textOf = (message: string) => message.replace(/[.*+?^$()[\]{}|]/g, '\\$&').replace(/`/g, ' ?');
  for (const { message, line } of errors) {
    for (const id of ['summary', 'review']) expect(partOf(out, id)).toMatch(new RegExp(`${textOf(message)}.*${BLOG}:${line}`));
  }
});
