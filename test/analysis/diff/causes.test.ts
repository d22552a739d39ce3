import { diff } from '../../../src/analysis/questions/diff/diff';
import { readObjects } from '../../../src/analysis/session/read';

type Json = any;

const namespace = (team = 'a'): Json => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'a', labels: { team } } });
const pod = (name: string, app = name): Json => ({ apiVersion: 'v1', kind: 'Pod', metadata: { name, namespace: 'a', labels: { app } }, spec: { containers: [] } });
const policy = (name: string, spec: Json, apiVersion = 'networking.k8s.io/v1'): Json => ({ apiVersion, kind: 'NetworkPolicy', metadata: { name, namespace: 'a' }, spec });
const from = (app: string): Json => ({ from: [{ podSelector: { matchLabels: { app } } }] });
const ofDb = (...ingress: Json[]): Json => policy('db', { podSelector: { matchLabels: { app: 'db' } }, policyTypes: ['Ingress'], ingress });
const DENY = policy('deny', { podSelector: {}, policyTypes: ['Ingress'] });
const CALICO = 'projectcalico.org/v3';

/** What each edge follows from, by its ends and its kind. */
function causesOf(before: readonly Json[], after: readonly Json[]): Record<string, string[]> {
  const { edges } = diff(readObjects(before), readObjects(after));
  const endsOf = (ends: string[]) => (ends.length === 0 ? 'outside' : ends.join());
  return Object.fromEntries(edges.map(({ kind, sources, destinations, causes }) =>
    [`${endsOf(sources)} ${kind} ${endsOf(destinations)}`, causes.map(({ label, what }) => `${label} ${what}`)]));
}

describe('the causes of a changed pair', () => {
  const rest = [namespace(), pod('db')];

  it('are new labels where a policy that changed, too, has no part in it', () => {
    const found = causesOf([...rest, pod('web'), ofDb(from('web'))], [...rest, pod('web', 'other'), ofDb(from('web'), from('nobody'))]);
    expect(found).toEqual({ 'a/web[Pod] closed a/db[Pod]': ['a/web[Pod] workload-changed'] });
  });

  it('are the policy alone where new labels have no part in it', () => {
    const found = causesOf([...rest, pod('web'), DENY, ofDb(from('web'))], [...rest, pod('web', 'other'), ofDb(from('web'))]);
    expect(found['outside opened a/web[Pod]']).toEqual(['NetworkPolicy a/deny policy-removed']);
    expect(found['a/web[Pod] closed a/db[Pod]']).toEqual(['a/web[Pod] workload-changed']);
  });

  it('are the labels of a namespace at each end that has them', () => {
    const team = policy('db', { podSelector: { matchLabels: { app: 'db' } }, ingress: [{ from: [{ namespaceSelector: { matchLabels: { team: 'a' } } }] }] });
    const before = [namespace('a'), pod('db'), pod('web'), team];
    const after = [namespace('b'), pod('db'), pod('web'), team, policy('out', { podSelector: {}, policyTypes: ['Egress'], egress: [{}] })];
    expect(causesOf(before, after)).toEqual({ 'a/web[Pod] closed a/db[Pod]': ['a/web[Pod] workload-changed', 'a/db[Pod] workload-changed'] });
  });

  it('are both where only both together make the difference', () => {
    const found = causesOf([...rest, pod('web'), ofDb()], [...rest, pod('web', 'other'), ofDb(from('other'))]);
    expect(found).toEqual({ 'a/web[Pod] opened a/db[Pod]': ['a/web[Pod] workload-changed', 'NetworkPolicy a/db policy-changed'] });
  });

  it('are not a policy that keeps some of it from being open', () => {
    const half = policy('half', { selector: 'app == "web"', types: ['Egress'], egress: [{ action: 'Deny', destination: { nets: ['192.0.2.0/24'] } }, { action: 'Allow' }] }, CALICO);
    const found = causesOf([...rest, pod('web'), ofDb()], [...rest, pod('web'), ofDb(from('web')), half]);
    expect(found['a/web[Pod] unclear a/db[Pod]']).toEqual(['NetworkPolicy a/db policy-changed']);
  });

  it('are two policies where two languages have a kind and a name', () => {
    const allow = policy('db', { selector: 'app == "web"', ingress: [{ action: 'Deny' }] }, CALICO);
    const { policies } = diff(readObjects([...rest, pod('web'), ofDb()]), readObjects([...rest, pod('web'), allow]));
    expect(policies.map(({ what }) => what).sort()).toEqual(['policy-added', 'policy-removed']);
  });

  it('is no change where a policy is written in another version of its group', () => {
    const [old, now] = ['projectcalico.org/v3', 'crd.projectcalico.org/v1'].map((version) => policy('x', { selector: 'all()', ingress: [{ action: 'Allow' }] }, version));
    expect(diff(readObjects([...rest, old]), readObjects([...rest, now])).policies).toEqual([]);
  });
});
