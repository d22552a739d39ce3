import { errorsOf, meaning, read } from '../meaning';

const object = (apiVersion: string, kind: string, namespace: string, spec: object = {}, annotations?: object) => ({ apiVersion, kind, metadata: { name: 'x', namespace, ...(annotations && { annotations }) }, spec });
const istio = (spec: object = {}, annotations?: object) => object('security.istio.io/v1', 'AuthorizationPolicy', 'shop', spec, annotations);

test.each([
  ['security.istio.io/v1', 'AuthorizationPolicy'], ['security.istio.io/v1beta1', 'RequestAuthentication'], ['security.istio.io/v1', 'PeerAuthentication'],
  ['policy.linkerd.io/v1beta3', 'Server'], ['policy.linkerd.io/v1alpha1', 'AuthorizationPolicy'], ['policy.linkerd.io/v1beta1', 'ServerAuthorization'],
  ['kuma.io/v1alpha1', 'MeshTrafficPermission'], ['access.smi-spec.io/v1alpha3', 'TrafficTarget'],
])('%s %s may deny what arrives, and is no error', (apiVersion, kind) => {
  const decoded = read([object(apiVersion, kind, 'shop')]);
  expect(decoded.policies).toMatchObject([{ unread: `${kind} is not read`, unreadEffect: 'may-deny', isolates: ['ingress'], rules: [] }]);
  expect(meaning(decoded.policies[0])).toMatchObject({ subject: ['in shop', ''] });
  expect([errorsOf(decoded), decoded.problems.map(({ code, severity }) => [code, severity]), [...decoded.ignored]]).toEqual([[], [['denying-policy-not-read', 'warning']], []]);
});

test('intentions are about Services of every namespace', () => {
  expect(meaning(read([object('consul.hashicorp.com/v1alpha1', 'ServiceIntentions', 'shop')]).policies[0])).toMatchObject({ subject: ['where ', ''] });
});

test('a Sidecar may deny what pods call, where it says so', () => {
  const sidecar = (mode: string) => object('networking.istio.io/v1', 'Sidecar', 'shop', { outboundTrafficPolicy: { mode } });
  expect(read([sidecar('REGISTRY_ONLY')]).policies).toMatchObject([{ isolates: ['egress'], unreadEffect: 'may-deny' }]);
  expect(read([sidecar('ALLOW_ANY')])).toMatchObject({ policies: [], problems: [] });
});

test('many of them are one remark', () => {
  const { problems } = read([istio(), { ...istio(), metadata: { name: 'y', namespace: 'shop' } }, object('policy.linkerd.io/v1beta3', 'Server', 'shop')]);
  expect(problems.map(({ message }) => message)).toEqual([expect.stringMatching(/^2 AuthorizationPolicy, 1 Server: policies of a service mesh/)]);
});

test('its own selector says whom it is about', () => {
  const server = object('policy.linkerd.io/v1beta3', 'Server', 'shop', { podSelector: { matchExpressions: [{ key: 'app', operator: 'In', values: ['db'] }] }, port: 80 });
  for (const value of [istio({ selector: { matchLabels: { app: 'db' } } }), server]) {
    const { subject } = read([value]).policies[0];
    expect(['db', 'web'].map((app) => subject.pods.matches({ app }))).toEqual([true, false]);
  }
});

test.each([[{ selector: [] }], [{ selector: { matchLabels: { app: 1 } } }], [{ selector: { matchLabels: { 'a b': 'c' } } }], [{ targetRefs: [{ kind: 'Gateway', name: 'g' }] }]])(
  'with %j it may be about every pod of its namespace', (spec) => {
    const decoded = read([istio(spec)]);
    expect(meaning(decoded.policies[0])).toMatchObject({ subject: ['in shop', ''] });
    expect(errorsOf(decoded)).toEqual([]);
  });

test('in its root namespace it is about every namespace', () => {
  expect(meaning(read([object('security.istio.io/v1', 'AuthorizationPolicy', 'istio-system')]).policies[0])).toMatchObject({ subject: ['where ', ''] });
});

test.each([
  ['writes to logs only', istio({ action: 'AUDIT', rules: [{}] })],
  ['is a dry run', istio({}, { 'istio.io/dry-run': 'true' })],
  ['denies what matches no rule', istio({ action: 'DENY' })],
  ['denies what matches none of no rules', istio({ action: 'DENY', rules: [] })],
  ['asks no one for mutual TLS', object('security.istio.io/v1', 'PeerAuthentication', 'shop', { mtls: { mode: 'PERMISSIVE' }, portLevelMtls: { 80: { mode: 'DISABLE' } } })],
])('one that %s does nothing', (_what, value) => {
  expect(read([value])).toMatchObject({ policies: [], problems: [] });
});

test.each([
  ['allows nothing', istio()], ['denies everything', istio({ action: 'DENY', rules: [{}] })], ['asks a server', istio({ action: 'CUSTOM', rules: [{}] })],
  ['is no dry run', istio({}, { 'istio.io/dry-run': 'false' })],
  ['asks for mutual TLS at one port', object('security.istio.io/v1', 'PeerAuthentication', 'shop', { mtls: { mode: 'PERMISSIVE' }, portLevelMtls: { 80: { mode: 'STRICT' } } })],
  ['leaves mutual TLS to its parent', object('security.istio.io/v1', 'PeerAuthentication', 'shop', { portLevelMtls: { 80: { mode: 'DISABLE' } } })],
])('one that %s may deny', (_what, value) => {
  expect(read([value]).policies).toHaveLength(1);
});

test('policies of secondary networks change no answer', () => {
  const decoded = read([object('k8s.cni.cncf.io/v1beta1', 'MultiNetworkPolicy', 'shop', { podSelector: {} })]);
  expect([decoded.policies, decoded.problems.map(({ code, severity }) => [code, severity]), [...decoded.ignored]]).toEqual([[], [['secondary-network', 'warning']], []]);
});
