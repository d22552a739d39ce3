import { mkdtempSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { call } from './call';

const pod = (name: string, label: string, ip: string) => `apiVersion: v1
kind: Pod
metadata: {name: ${name}, namespace: shop, labels: {app: ${label}}}
spec: {containers: [{name: a, image: a}]}
status: {podIP: ${ip}}
---
`;
const MANIFESTS = `apiVersion: v1
kind: Namespace
metadata: {name: shop}
---
${pod('web', 'web', '10.244.0.7')}${pod('db', 'db', '10.244.0.8')}apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: db, namespace: shop}
spec:
  podSelector: {matchLabels: {app: db}}
  ingress: [{from: [{ipBlock: {cidr: 10.8.0.0/16}}]}]
`;
const INVARIANT = 'invariants:\n  - id: closed\n    never: {from: {pods: {}}, to: {workload: shop/db}}\n';

function folder(files: Readonly<Record<string, string>>): string {
  const place = mkdtempSync(join(tmpdir(), 'environment-'));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(place, name), text);
  return place;
}

const place = folder({
  'm.yaml': MANIFESTS,
  'closed.yaml': INVARIANT,
  'ranges.yaml': `podRanges: 10.244.0.0/16\n${INVARIANT}`,
  'facts.yml': 'facts:\n  podRanges: 10.244.0.0/16\n',
  'wide.yml': 'facts:\n  podRanges: 10.0.0.0/8\n',
  'cilium.yml': 'facts:\n  cni: cilium\nfailOn: loud\n',
  'wrong.yml': 'facts:\n  podRanges: 10.9.0.0/16\n',
  'slip.yml': 'fact: {}\n',
});
const [manifests, closed, ranges, facts, wide, cilium, wrong, slip] = ['m.yaml', 'closed.yaml', 'ranges.yaml', 'facts.yml', 'wide.yml', 'cilium.yml', 'wrong.yml', 'slip.yml'].map((name) => join(place, name));

it('a configuration states facts, and is named', async () => {
  expect((await call(['prove', closed, manifests])).code).toBe(3);
  expect(await call(['prove', closed, manifests, '--config', facts])).toMatchObject({ code: 0, err: `configuration: ${facts}\n` });
  expect((await call(['prove', closed, manifests, '--config', facts, '-q'])).err).toBe('');
});

it('options win over the configuration, and it wins over a file of invariants', async () => {
  expect((await call(['prove', closed, manifests, '--config', wide])).out).toContain('unknown closed');
  expect((await call(['prove', closed, manifests, '--config', wide, '--pod-range', '10.244.0.0/16'])).out).toContain('proved  closed');
  expect((await call(['prove', ranges, manifests, '--config', wide])).out).toContain('unknown closed');
  const { code, err } = await call(['prove', ranges, manifests]);
  expect(code).toBe(0);
  expect(err).toContain(`${ranges}:1:12: broken-invariants: where pods get their addresses is a fact about the cluster\n  fix: write \`facts.podRanges\` in .netfence.yaml`);
});

it.each([
  ['list'], ['exposure'], ['check'], ['eval', '-s', 'shop/web', '-d', 'shop/db', '-p', '80'], ['diff', manifests], ['blast', '--all'],
])('%s reads it, and ends with 3 where an object contradicts it', async (command, ...rest) => {
  const { code, err } = await call([command, manifests, ...rest, '--config', wrong]);
  expect(code).toBe(3);
  expect(err).toContain(`${wrong}:2:14: fact-contradicted: the pod ranges are not as stated: Pod shop/web (${manifests}:5:1) has the address 10.244.0.7`);
  expect(err).toContain(`${manifests}:5:1: fact-contradicted: Pod shop/web has the address 10.244.0.7, which is not in 10.9.0.0/16; the pod ranges are stated by ${wrong}:2:14`);
  expect(err.match(/^configuration: /gm)).toHaveLength(1);
});

it('each command judges as the network plugin of the facts, and leaves what only check reads to it', async () => {
  expect((await call(['prove', closed, manifests])).out).toContain('unknown closed');
  expect((await call(['prove', closed, manifests, '--config', cilium])).out).toContain('the network agent is cilium');
  expect(await call(['check', manifests, '--config', cilium])).toMatchObject({ code: 1, err: expect.stringContaining('`failOn` must be one of') });
});

it('a mistake in it ends every command', async () => {
  expect(await call(['list', manifests, '--config', slip])).toMatchObject({ code: 1, err: expect.stringContaining(`${slip}:1:7: bad-config: unknown field \`fact\`\n  fix: did you mean \`facts\`?`) });
  expect(await call(['list', manifests, '--config', 'none.yaml'])).toMatchObject({ code: 1, err: expect.stringContaining('[unreadable-file]') });
});
