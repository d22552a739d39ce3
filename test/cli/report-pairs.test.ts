import { BLOG, jsonOf, partOf, report, ReportFolder } from './report-call';

const folder = new ReportFolder();
const NAMESPACES = ['staging', 'production'];
const manifest = (...policies: string[]) => folder.file('pairs.yaml', [
  ...NAMESPACES.map((name) => `apiVersion: v1\nkind: Namespace\nmetadata: { name: ${name}, labels: { stage: ${name} } }\n`),
  ...NAMESPACES.map((name) => `apiVersion: v1\nkind: Pod\nmetadata: { name: database, namespace: ${name}, labels: { app: database } }\nspec: { containers: [{ name: a }] }\n`),
  ...policies,
].join('---\n'));
const policy = (spec: string) => `apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: { name: p, namespace: production }\nspec: ${spec}\n`;
interface Shown {
  readonly source: string;
  readonly destination: string;
  readonly rules: readonly { readonly effect: string }[];
  readonly notIsolated: readonly { readonly direction: string; readonly workload: string }[];
}
async function pairOf(path: string, from = 'staging', to = 'production'): Promise<Shown> {
  const { register: { namespaces } } = await jsonOf(path);
  return namespaces.pairs.find(({ source, destination }: Shown) => source === from && destination === to);
}

describe('may staging reach the database of production, and which line says so?', () => {
  it('names the rule that allows it', async () => {
    const { out } = await report(BLOG);
    expect(partOf(out, 'register')).toMatch(/staging production allowed for some: All Connections ingress: NetworkPolicy production\/deny-from-other-namespaces spec\.ingress\[0\] allows examples\/yaml\/blog\.yaml:112/);
  });

  it('names what denies it, by default and by a rule', async () => {
    const closed = manifest(policy('{ podSelector: {}, policyTypes: [Ingress] }'));
    expect(await pairOf(closed)).toMatchObject({ rules: [{ direction: 'ingress', effect: 'isolate', policy: 'NetworkPolicy production/p', line: 19 }] });
    const { out } = await report(closed);
    expect(partOf(out, 'register')).toMatch(/staging production denied for every pair of pods ingress: NetworkPolicy production\/p denies what no rule allows \S*pairs\.yaml:19/);
    const admin = manifest(`apiVersion: policy.networking.k8s.io/v1alpha2
kind: ClusterNetworkPolicy
metadata: { name: apart }
spec:
  tier: Admin
  priority: 1
  subject: { namespaces: { matchLabels: { stage: production } } }
  ingress: [{ action: Deny, from: [{ namespaces: { matchLabels: { stage: staging } } }] }]
`);
    expect(await pairOf(admin)).toMatchObject({ rules: [{ effect: 'deny', field: 'spec.ingress[0]' }] });
  });

  it('names both sides where only both together deny everything', async () => {
    const port = (name: string, rule: string) => policy(rule).replace('name: p, namespace: production', `name: p, namespace: ${name}`);
    const path = manifest(
      port('production', '{ podSelector: {}, ingress: [{ ports: [{ port: 80 }] }] }'),
      port('staging', '{ podSelector: {}, policyTypes: [Egress], egress: [{ ports: [{ port: 443 }] }] }'),
    );
    expect((await pairOf(path)).rules.map(({ effect }) => effect)).toEqual(['isolate', 'isolate']);
  });

  const web = 'apiVersion: v1\nkind: Pod\nmetadata: { name: web, namespace: production, labels: { app: web } }\nspec: { containers: [{ name: a }] }\n';
  const of = (app: string, spec: string) => policy(`{ podSelector: { matchLabels: { app: ${app} } }, ${spec} }`).replace('name: p', `name: ${app}`);
  const ANY_STAGE = '{ namespaceSelector: {} }';

  it('says that a workload is not isolated, where a rule is about another one', async () => {
    const path = manifest(web, of('web', `ingress: [{ from: [${ANY_STAGE}], ports: [{ port: 80 }] }]`));
    const pair = await pairOf(path);
    expect(pair.rules).toMatchObject([{ effect: 'allow', policy: 'NetworkPolicy production/web' }]);
    expect(pair.notIsolated).toEqual([{ direction: 'ingress', workload: 'production/database[Pod]' }, { direction: 'egress', workload: 'staging/database[Pod]' }]);
    expect(partOf((await report(path)).out, 'register')).toContain('ingress: no rule is needed where no policy isolates, as at production/database[Pod]');
  });

  it('names the rules of each source', async () => {
    const egress = 'policyTypes: [Egress], egress: [{}]';
    const pair = await pairOf(manifest(web, of('web', egress), of('database', egress)), 'production', 'staging');
    expect(pair.rules).toMatchObject(['web', 'database'].map((app) => ({ policy: `NetworkPolicy production/${app}` })).reverse());
  });

  it('names a rule beside one that lets more through, but none that is not reached', async () => {
    const both = policy(`{ podSelector: {}, ingress: [{ from: [${ANY_STAGE}] }, { from: [${ANY_STAGE}], ports: [{ port: 80 }] }] }`);
    expect(await pairOf(manifest(both))).toMatchObject({ rules: [{ field: 'spec.ingress[0]' }, { field: 'spec.ingress[1]' }], furtherRules: 0 });
    const admin = `apiVersion: policy.networking.k8s.io/v1alpha2
kind: ClusterNetworkPolicy
metadata: { name: all }
spec: { tier: Admin, priority: 1, subject: { namespaces: {} }, ingress: [{ action: Accept, from: [{ namespaces: {} }] }] }
`;
    expect((await pairOf(manifest(both, admin))).rules).toMatchObject([{ policy: 'ClusterNetworkPolicy all' }]);
  });

  it('says how many further rules there are', async () => {
    const nine = Array.from({ length: 9 }, (_, i) => `{ from: [${ANY_STAGE}], ports: [{ port: ${i + 1} }] }`).join();
    const path = manifest(policy(`{ podSelector: {}, ingress: [${nine}] }`));
    expect(await pairOf(path)).toMatchObject({ rules: { length: 6 }, furtherRules: 3 });
    expect(partOf((await report(path)).out, 'register')).toContain('and 3 more rules and policies');
  });

  it('knows no pair of one single pod, but one of a workload that may have several', async () => {
    expect(await pairOf(manifest(), 'staging', 'staging')).toBeUndefined();
    const more = 'apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: web, namespace: alone }\nspec: { selector: { matchLabels: { app: web } }, template: { metadata: { labels: { app: web } }, spec: { containers: [{ name: a }] } } }\n';
    expect(await pairOf(manifest(more), 'alone', 'alone')).toMatchObject({ allowed: 'All Connections' });
  });

  it('says that no policy is about it', async () => {
    const path = manifest();
    expect(await pairOf(path)).toMatchObject({ rules: [], furtherRules: 0 });
    expect(partOf((await report(path)).out, 'register')).toContain('staging production allowed for some: All Connections no rule and no policy');
  });

  it('never counts what could not be read as denied', async () => {
    const path = manifest(policy('{ podSelector: {}, ingress: [{ ports: [{ port: 99999 }] }] }'));
    const { out, code } = await report(path);
    expect(code).toBe(3);
    expect(partOf(out, 'register')).toMatch(/staging production unknown for some: All Connections ingress: NetworkPolicy production\/p could not be read/);
  });

  it('lists pairs with something allowed alone where there are many namespaces, and says so', async () => {
    const many = Array.from({ length: 41 }, (_, i) => `apiVersion: v1\nkind: Pod\nmetadata: { name: a, namespace: n${i} }\nspec: { containers: [{ name: a }] }\n---\n${policy('{ podSelector: {}, policyTypes: [Ingress] }').replace('production', `n${i}`)}`);
    const path = folder.file('many.yaml', many.join('---\n'));
    const { register: { namespaces } } = await jsonOf(path);
    expect(namespaces).toEqual({ pairs: [], listsDenied: false, isCut: false });
    expect(partOf((await report(path)).out, 'register')).toContain('A pair that is not listed is denied for every pair of pods');
  });
});

it('names the namespaces that a selector means, with their pods', async () => {
  const rule = (peer: string) => manifest(policy(`{ podSelector: {}, ingress: [{ from: [${peer}] }] }`));
  const sourceOf = async (path: string) => (await jsonOf(path)).register.rules[0].source;
  const path = rule('{ namespaceSelector: { matchExpressions: [{ key: stage, operator: Exists }] } }');
  expect((await sourceOf(path)).namespaces).toEqual(['production', 'staging'].map((namespace) => ({ namespace, count: 1, possible: 0 })));
  expect(partOf((await report(path)).out, 'register')).toContain('(2 pods: 1 in production, 1 in staging)');
  expect((await sourceOf(rule('{ podSelector: {} }'))).namespaces).toBeUndefined();
});

it('says of each tier what becomes of what no rule is about', async () => {
  const admin = (tier: string) => `apiVersion: policy.networking.k8s.io/v1alpha2
kind: ClusterNetworkPolicy
metadata: { name: ${tier.toLowerCase()} }
spec: { tier: ${tier}, priority: 1, subject: { namespaces: {} }, ingress: [{ action: Accept, from: [{ namespaces: {} }] }] }
`;
  const { register: { defaults } } = await jsonOf(manifest(admin('Baseline'), policy('{ podSelector: {} }'), admin('Admin')));
  expect(defaults.map(({ action }: { action: string }) => action)).toEqual(['pass', 'deny', 'allow']);
  expect(partOf((await report(manifest(policy('{ podSelector: {} }')))).out, 'register')).toMatch(/NetworkPolicy 1 denied for pods that a policy of the tier isolates/);
});
