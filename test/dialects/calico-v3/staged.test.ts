/** Staged policies: what each reading makes of them, and the law that binds the two. */
import { decode } from '../../../src/dialects';
import type { DecodeOptions } from '../../../src/dialects';
import { generateDump } from '../../diff/generate';

type Json = any;

const object = (kind: string, spec: Json, name = 'p', apiVersion = 'projectcalico.org/v3'): Json =>
  ({ apiVersion, kind, metadata: { name, ...(!kind.includes('Global') && { namespace: 'a' }) }, spec });
const plain = (spec: Json, name = 'p') => object('NetworkPolicy', spec, name, 'networking.k8s.io/v1');
const allow = [{ action: 'Allow' }];
const deny = [{ action: 'Deny' }];

function read(objects: readonly Json[], staged?: DecodeOptions['staged']) {
  const { policies, problems } = decode(objects.map((value) => ({ value })), { ...(staged && { staged }) });
  return { policies: policies.map(({ origin: { label }, rules, unread }) => `${label}: ${unread === undefined ? rules.map(({ action }) => action).join() : 'unknown'}`), problems };
}

const enforced = (...objects: readonly Json[]) => read(objects, 'enforce').policies;

test('without a word, staged policies have no effect, which is one line', () => {
  const { policies, problems } = read([object('StagedNetworkPolicy', { ingress: deny }), object('StagedGlobalNetworkPolicy', {}), plain({ podSelector: {} }), object('StagedKubernetesNetworkPolicy', { podSelector: {}, stagedAction: 'Delete' })]);
  expect(policies).toEqual(['NetworkPolicy a/p: ']);
  expect(problems.map(({ code, severity, message }) => [code, severity, message])).toEqual([
    ['staged-not-enforced', 'warning', '1 StagedGlobalNetworkPolicy, 1 StagedKubernetesNetworkPolicy, 1 StagedNetworkPolicy: staged policies are not enforced, so they have no effect; `--staged enforce` reads them as if they were'],
  ]);
});

test('Set takes the place of the policy of its name and tier, however it is written', () => {
  const now = object('NetworkPolicy', { ingress: deny });
  expect(enforced(now, object('StagedNetworkPolicy', { ingress: allow }))).toEqual(['NetworkPolicy a/p: allow']);
  expect(enforced(object('StagedNetworkPolicy', { ingress: allow, stagedAction: 'Set' }, 'default.p'), now)).toEqual(['NetworkPolicy a/default.p: allow']);
  expect(enforced(object('NetworkPolicy', { ingress: deny }, 'default.p', 'crd.projectcalico.org/v1'), object('StagedNetworkPolicy', { ingress: allow }))).toEqual(['NetworkPolicy a/p: allow']);
  expect(enforced(object('NetworkPolicy', { ingress: deny }, 'other'), object('StagedNetworkPolicy', { ingress: allow, stagedAction: 'Learn' }))).toEqual(['NetworkPolicy a/other: deny', 'NetworkPolicy a/p: allow']);
  expect(enforced(object('NetworkPolicy', { ingress: deny, tier: 't' }), object('StagedNetworkPolicy', { ingress: allow }, 'default.p'))).toHaveLength(2);
});

test('a policy of Kubernetes is replaced and deleted in each of its forms', () => {
  const derived = object('NetworkPolicy', { ingress: allow }, 'knp.default.p', 'crd.projectcalico.org/v1');
  expect(enforced(plain({ podSelector: {} }), derived, object('StagedKubernetesNetworkPolicy', { podSelector: {}, ingress: [{}] }))).toEqual(['NetworkPolicy a/p: allow']);
  expect(enforced(plain({ podSelector: {} }), derived, object('StagedKubernetesNetworkPolicy', { stagedAction: 'Delete' }))).toEqual([]);
});

test('Delete removes the policy, Ignore does nothing, and a Delete of nothing is said', () => {
  const now = object('GlobalNetworkPolicy', { ingress: deny });
  const staged = (stagedAction: string, name = 'p', tier?: string) => object('StagedGlobalNetworkPolicy', { stagedAction, ...(tier && { tier }) }, name);
  expect(enforced(now, staged('Delete'))).toEqual([]);
  expect(enforced(now, staged('Ignore'))).toEqual(['GlobalNetworkPolicy p: deny']);
  for (const other of [staged('Delete', 'q'), staged('Delete', 'p', 'other'), object('StagedNetworkPolicy', { stagedAction: 'Delete' })]) {
    const { policies, problems } = read([now, other], 'enforce');
    expect(policies).toEqual(['GlobalNetworkPolicy p: deny']);
    expect(problems.map(({ code, severity }) => [code, severity])).toEqual([['staged-policy-absent', 'warning']]);
  }
});

test('what the API server refuses makes its pods unknown, and of two of one name the last one counts', () => {
  for (const kind of ['NetworkPolicy', 'GlobalNetworkPolicy', 'KubernetesNetworkPolicy']) {
    const { policies, problems } = read([object(`Staged${kind}`, { ingress: [], podSelector: {}, stagedAction: 'Add' })], 'enforce');
    expect(policies).toEqual([expect.stringContaining('unknown')]);
    expect(problems[0].message).toContain('spec.stagedAction must be Set, Delete, Learn or Ignore, got `Add`');
  }
  const { policies, problems } = read([object('StagedNetworkPolicy', { ingress: allow }), object('StagedNetworkPolicy', { ingress: deny })], 'enforce');
  expect([policies, problems.map(({ code }) => code)]).toEqual([['NetworkPolicy a/p: deny'], ['duplicate-object']]);
});

test('staged policies in a list are read, too', () => {
  const list = { apiVersion: 'v1', kind: 'List', items: [object('NetworkPolicy', { ingress: deny }), object('StagedNetworkPolicy', { stagedAction: 'Delete' })] };
  expect(enforced(list)).toEqual([]);
});

describe('on generated clusters', () => {
  const CASES = Array.from({ length: 400 }, (_, i) => generateDump(7, i).objects).filter((objects) => objects.some(({ kind }) => kind.startsWith('Staged')));
  const meaning = (objects: readonly Json[], staged: DecodeOptions['staged']) => {
    const { cluster, policies } = decode(JSON.parse(JSON.stringify(objects)).map((value: Json) => ({ value })), { staged });
    return JSON.stringify([[...cluster.namespaces], cluster.workloads, policies], (key, value) => (key === 'origin' ? value.label : typeof value === 'bigint' ? String(value) : value));
  };

  test('ignored, they change nothing', () => {
    expect(CASES.length).toBeGreaterThan(5);
    for (const objects of CASES) expect(meaning(objects, 'ignore')).toBe(meaning(objects.filter(({ kind }) => !kind.startsWith('Staged')), 'ignore'));
  });

  test('enforced, what is set is the same as the object of the enforced kind', () => {
    for (const objects of CASES) {
      const policies = objects.filter(({ kind }) => kind.endsWith('Policy'));
      const others = objects.filter((one) => !policies.includes(one));
      const staged = policies.filter(({ kind }) => kind.startsWith('Staged')).map(({ spec: { stagedAction, ...spec }, ...one }) => ({ ...one, spec }));
      const asEnforced = staged.map((one) => ({ ...one, apiVersion: one.kind.includes('Kubernetes') ? 'networking.k8s.io/v1' : one.apiVersion, kind: one.kind.replace(/Staged(Kubernetes)?/, '') }));
      expect(meaning([...others, ...staged], 'enforce')).toBe(meaning([...others, ...asEnforced], 'ignore'));
    }
  });
});
