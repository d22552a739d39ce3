/**
 * Words that were wrong once, one test each; `test/diff/words.ts` and `test/diff/proofs.ts` judge their kinds on generated clusters. That what is
 * only unknown is not called closed: test/cli/diff.test.ts; a backend whose controller is named: test/lint/rules/ingress-backend-blocked.test.ts.
 */
import { Analysis, Invariant, InvariantEnd } from '../../src/facade';
import { call } from './call';

const pod = (name: string, spec = '', status = '') => `---
apiVersion: v1
kind: Pod
metadata: { name: ${name}, namespace: shop, labels: { app: ${name} } }
spec: { containers: [{ name: main }]${spec} }
status: { ${status} }
`;
const policy = (spec: string, name = 'some') => `---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: ${name}, namespace: shop }
spec: { ${spec} }
`;
const SHOP = '---\napiVersion: v1\nkind: Namespace\nmetadata: { name: shop }\n';
const out = async (text: string, ...argv: string[]) => (await call([argv[0], '-', ...argv.slice(1)], SHOP + text)).out;

it('names a port towards pods to come by its name, not by the number of a pod that was made up', async () => {
  const egress = '[{ to: [{ namespaceSelector: {} }], ports: [{ port: http }] }]';
  const text = pod('web') + policy(`podSelector: {}, policyTypes: [Egress], egress: ${egress}`);
  expect(await out(text, 'exposure')).toContain('=> any pod, at ports that they name http : TCP 1-65535');
});

it('shows more than 20 kinds of pods to come, each by its labels', async () => {
  const rules = Array.from({ length: 30 }, (_, i) => `{ from: [{ podSelector: { matchLabels: { kind: k${i} } } }], ports: [{ port: ${1000 + i} }] }`);
  const shown = await out(pod('web') + policy(`podSelector: {}, ingress: [${rules.join(', ')}]`), 'exposure');
  for (let i = 0; i < 30; i++) expect(shown).toMatch(new RegExp(`kind.*k${i}\\b.*TCP ${1000 + i}\\b`));
  expect(shown).not.toMatch(/representative|new-/);
});

const isolation = async (text: string) => JSON.parse(await out(text, 'explain', '--workload', 'shop/web', '-o', 'json'));

it('calls no pod on the host network isolated', async () => {
  expect(await isolation(pod('web', ', hostNetwork: true') + policy('podSelector: {}'))).toMatchObject({ ingressIsolated: false });
});

it('calls no workload isolated of which one pod of two is', async () => {
  const of = (i: number, more: string) => `---
apiVersion: v1
kind: Pod
metadata:
  name: web-${i}
  namespace: shop
  labels: { app: web${more} }
  ownerReferences: [{ apiVersion: apps/v1, kind: ReplicaSet, name: web, controller: true }]
spec: { containers: [{ name: main }] }
`;
  const text = of(1, ', shut: "yes"') + of(2, '') + policy('podSelector: { matchLabels: { shut: "yes" } }');
  expect(await isolation(text)).toMatchObject({ ingressIsolated: false });
});

it('calls no pod isolated by a policy that was not read', async () => {
  const foreign = '---\napiVersion: example.com/v1\nkind: NetworkPolicy\nmetadata: { name: x, namespace: shop }\nspec: { podSelector: {} }\n';
  const unread = '---\napiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: { name: y, namespace: shop }\nspec: { podSelector: 7 }\n';
  for (const text of [foreign, unread]) expect(await isolation(pod('web') + text)).toMatchObject({ ingressIsolated: false });
});

it('lists an edge to a pod on the host network that is allowed', async () => {
  const lines = await out(pod('web') + pod('agent', ', hostNetwork: true'), 'list', '-o', 'jsonl');
  expect(lines).toMatch(/"source":"shop\/web\[Pod\]","destination":"shop\/agent\[Pod\]","verdict":"allowed"/);
  expect(await out(pod('web') + pod('agent', ', hostNetwork: true'), 'list')).toMatch(/shop\/web\[Pod\] => shop\/agent\[Pod\]/);
});

it('judges a dual-stack pod by the family that both ends have', async () => {
  const both = pod('web', '', 'podIP: 10.1.0.1, podIPs: [{ ip: 10.1.0.1 }, { ip: "fd00::1" }]');
  const one = pod('db', '', 'podIP: 10.1.0.2, podIPs: [{ ip: 10.1.0.2 }]');
  const admin = `---
apiVersion: policy.networking.k8s.io/v1alpha1
kind: AdminNetworkPolicy
metadata: { name: net }
spec: { priority: 1, subject: { namespaces: {} }, egress: [{ action: Deny, to: [{ networks: [10.1.0.2/32] }] }] }
`;
  expect(await out(both + one + admin, 'eval', '-s', 'shop/web', '-d', 'shop/db', '-p', '80')).toBe('shop/web => shop/db over tcp/80: false\n');
});

it('shows no counterexample between ends that share no address family', () => {
  const text = pod('web', '', 'podIP: 10.1.0.1, podIPs: [{ ip: 10.1.0.1 }]') + pod('db', '', 'podIP: "fd00::2", podIPs: [{ ip: "fd00::2" }]');
  const [from, to] = ['web', 'db'].map((name) => [InvariantEnd.workload(`shop/${name}`)]);
  const [{ counterexample }] = Analysis.ofText(SHOP + text).prove([Invariant.never({ id: 'apart', from, to })]);
  // another pod with the labels of `web` may have an address of IPv6
  expect([counterexample!.source, counterexample!.destination]).not.toEqual(['shop/web[Pod]', 'shop/db[Pod]']);
});

it.each([
  ['a kind that is no text', 'apiVersion: v1\nkind: 5\nmetadata: { name: a }\n', [/the kind of the object is not a text, got `?5/]],
  ['a policy without apiVersion', 'kind: NetworkPolicy\nmetadata: { name: a }\nspec: { podSelector: {} }\n', [/the object has no apiVersion/, /without an apiVersion the policy is not read: the verdicts of /]],
  ['a name that YAML takes for no text', policy('podSelector: {}', 'true'), [/must be a text, got `?true/]],
])('says each fault once: %s', async (_what, text, said) => {
  const { err } = await call(['list', '-'], text);
  expect(err.split('\n').filter((line) => / (?:no-kind|policy-kind-not-read|missing-field|wrong-type): /.test(line))).toEqual(said.map((one) => expect.stringMatching(one)));
});

it('calls a port that is none a port, not a path alone', async () => {
  const { code, err } = await call(['explain', 'shop/web', 'shop/db', 'abc', '-'], SHOP);
  expect([code, err]).toEqual([1, expect.stringContaining('`abc` is no port, and no file or folder')]);
});

it('counts one as one', async () => {
  expect((await call(['diff', '-'], SHOP)).err).toContain('got 1 path\n');
});
