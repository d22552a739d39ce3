import fc from 'fast-check';
import { encodeNetworkPolicy } from '../../src/dialects/networking-v1/encode';
import type { Direction, NamedPort, Peer, Rule } from '../../src/model';
import { IpSet, LabelConstraint, LabelSelector, parseCidr, PortSet, TrafficSet } from '../../src/sets';
import type { Protocol } from '../../src/sets';
import { adminPolicy, baselinePolicy, errorsOf, meaning, networkPolicy, policyOf, read } from './meaning';

const SEED = 20260824;
const RUNS = process.env.NETFENCE_DEEP === undefined ? 300 : 20_000;
const law = <T>(arbitrary: fc.Arbitrary<T>, check: (value: T) => void) => fc.assert(fc.property(arbitrary, check), { seed: SEED, numRuns: RUNS });

/** Policies that use every field of their kinds. */
const FULL: readonly object[] = [
  networkPolicy({
    podSelector: { matchLabels: { a: 'b' }, matchExpressions: [{ key: 'k', operator: 'In', values: ['v'] }] },
    policyTypes: ['Ingress', 'Egress'],
    ingress: [{ from: [{ namespaceSelector: { matchLabels: { a: 'b' } }, podSelector: {} }], ports: [{ port: 80, endPort: 90, protocol: 'TCP' }] }],
    egress: [{ to: [{ ipBlock: { cidr: '10.0.0.0/8', except: ['10.1.0.0/16'] } }], ports: [{ port: 'http' }] }],
  }, { labels: { a: 'b' }, annotations: { a: 'b' }, ownerReferences: [{ apiVersion: 'v1', kind: 'X', name: 'x', uid: 'u' }], managedFields: [{ manager: 'm' }] }),
  adminPolicy({
    subject: { pods: { namespaceSelector: { matchExpressions: [{ key: 'k', operator: 'Exists' }] }, podSelector: { matchLabels: { a: 'b' } } } },
    ingress: [{ name: 'r', action: 'Allow', from: [{ namespaces: {} }], ports: [{ portNumber: { port: 80, protocol: 'TCP' } }, { portRange: { start: 1, end: 2 } }] }],
    egress: [{ action: 'Pass', to: [{ networks: ['10.0.0.0/8'] }, { nodes: {} }, { domainNames: ['example.com'] }] }],
  }),
  baselinePolicy({ egress: [{ action: 'Deny', to: [{ pods: { namespaceSelector: {}, podSelector: {} } }], ports: [{ namedPort: 'http' }] }] }),
];

type Path = readonly (string | number)[];

/** The places of all objects inside a value whose keys are fields: maps of labels and annotations take any key. */
function objectsIn(value: unknown, path: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [];
  const inner = Object.entries(value).flatMap(([key, child]) => objectsIn(child, [...path, Array.isArray(value) ? Number(key) : key]));
  return Array.isArray(value) || ['matchLabels', 'labels', 'annotations'].includes(String(path[path.length - 1])) ? inner : [path, ...inner];
}

/** The places of all values inside a value. */
function valuesIn(value: unknown, path: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [path];
  return [path, ...Object.entries(value).flatMap(([key, child]) => valuesIn(child, [...path, Array.isArray(value) ? Number(key) : key]))];
}

function edit(value: unknown, path: Path, change: (value: unknown) => unknown): unknown {
  if (path.length === 0) return change(value);
  const [step, ...rest] = path;
  if (Array.isArray(value)) return value.map((item: unknown, i) => (i === step ? edit(item, rest, change) : item));
  return Object.fromEntries(Object.entries(value as object).map(([key, child]) => [key, key === step ? edit(child, rest, change) : child] as const));
}

test('the full policies are in order', () => {
  expect(FULL.flatMap((object) => errorsOf(read([object])))).toEqual([]);
});

test('an unknown field anywhere is an error, and leaves the pods unknown', () => {
  const places = FULL.flatMap((object) => objectsIn(object).map((path) => ({ object, path })));
  expect(places.length).toBeGreaterThan(40);
  for (const { object, path } of places) {
    const changed = edit(object, path, (inner) => ({ ...(inner as object), unheardOf: 1 }));
    const decoded = read([changed]);
    expect({ path, codes: errorsOf(decoded).map(({ code }) => code) }).toEqual({ path, codes: expect.arrayContaining(['unknown-field']) });
    expect(decoded.policies[0].unread).toBeDefined();
  }
});

test('any change of a policy leaves one policy: understood, or unknown with an error', () => {
  const changes = fc.constantFrom(...FULL).chain((object) =>
    fc.record({ object: fc.constant(object), path: fc.constantFrom(...valuesIn(object).filter((path) => path.length > 0 && path[0] !== 'kind' && path[0] !== 'apiVersion')), value: fc.jsonValue() }));
  law(changes, ({ object, path, value }) => {
    const decoded = read([edit(object, path, () => value)]);
    expect(decoded.policies).toHaveLength(1);
    const refused = errorsOf(decoded).some(({ message }) => message.includes('refuses'));
    if (refused) expect(decoded.policies[0].unread).toBeDefined();
    if (errorsOf(decoded).length === 0) expect(decoded.policies[0].unread).toBeUndefined();
  });
});

test('any change of the other kinds throws nothing', () => {
  const template = { metadata: { labels: { a: 'b' } }, spec: { hostNetwork: false, containers: [{ ports: [{ name: 'http', containerPort: 80, protocol: 'TCP' }] }], initContainers: [{ restartPolicy: 'Always' }] } };
  const others: object[] = [
    { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'p', labels: { a: 'b' }, ownerReferences: [{ kind: 'X', name: 'x', controller: true }] }, spec: template.spec, status: { phase: 'Running', podIP: '10.0.0.1', podIPs: [{ ip: '10.0.0.1' }, { ip: 'fd00::1' }] } },
    { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'd' }, spec: { replicas: 2, template } },
    { apiVersion: 'batch/v1', kind: 'CronJob', metadata: { name: 'c' }, spec: { jobTemplate: { spec: { parallelism: 2, template } } } },
    { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'n', labels: { a: 'b' } } },
    { apiVersion: 'v1', kind: 'Node', metadata: { name: 'n' }, status: { addresses: [{ type: 'InternalIP', address: '10.0.0.1' }] } },
    { apiVersion: 'v1', kind: 'Service', metadata: { name: 's' }, spec: { selector: { a: 'b' }, clusterIPs: ['10.0.0.1'], ports: [{ port: 80, targetPort: 'http', name: 'x' }] } },
    { apiVersion: 'networking.k8s.io/v1', kind: 'Ingress', metadata: { name: 'i' }, spec: { defaultBackend: { service: { name: 's', port: { number: 80 } } }, rules: [{ http: { paths: [{ backend: { service: { name: 's' } } }] } }] } },
    { apiVersion: 'route.openshift.io/v1', kind: 'Route', metadata: { name: 'r' }, spec: { to: { kind: 'Service', name: 's' }, alternateBackends: [{}], port: { targetPort: 1 } } },
    { apiVersion: 'v1', kind: 'List', items: [{}] },
    { apiVersion: 'cilium.io/v2', kind: 'CiliumNetworkPolicy', metadata: { name: 'c', namespace: 'n' } },
  ];
  const changes = fc.constantFrom(...others).chain((object) => fc.record({ object: fc.constant(object), path: fc.constantFrom(...valuesIn(object)), value: fc.jsonValue() }));
  law(changes, ({ object, path, value }) => {
    expect(() => read([edit(object, path, () => value)], { climbOwners: true })).not.toThrow();
  });
});

test('a null in the place of a field is as if the field were absent, in built-in kinds', () => {
  const [object] = FULL;
  const optional = valuesIn(object).filter((path) => path[0] === 'spec' && typeof path[path.length - 1] === 'string' && !path.includes('matchLabels') && !['key', 'operator', 'values', 'cidr'].includes(String(path[path.length - 1])));
  expect(optional.length).toBeGreaterThan(15);
  for (const path of optional) {
    const parent = path.slice(0, -1);
    const nulled = edit(object, path, () => null);
    const removed = edit(object, parent, (inner) => Object.fromEntries(Object.entries(inner as object).filter(([key]) => key !== path[path.length - 1])));
    expect({ path, is: meaning(policyOf(nulled)) }).toEqual({ path, is: meaning(policyOf(removed)) });
  }
});

const name = fc.constantFrom('a', 'b', 'app', 'x.y/z');
const selector = fc.array(fc.tuple(name, fc.oneof(
  fc.constantFrom('v', 'w', '').map((value) => LabelConstraint.in([value])),
  fc.constant(LabelConstraint.in(['v', 'w'])),
  fc.constant(LabelConstraint.notIn(['v'])),
  fc.constant(LabelConstraint.exists()),
  fc.constant(LabelConstraint.doesNotExist()),
)), { maxLength: 3 }).map((pairs) => LabelSelector.of(pairs)).filter((made) => made.isSatisfiable());
const block = fc.constantFrom('10.0.0.0/8', '192.168.1.0/24', '0.0.0.0/0', 'fd00::/8', '::/0').map((text): Peer => (
  { type: 'addresses', addresses: IpSet.cidr(parseCidr(text)!), pods: 'depends-on-cni', blocks: [{ cidr: text, except: [] }] }));
const endpoints = fc.tuple(fc.option(selector, { nil: undefined }), selector).map(([labels, pods]): Peer => (
  { type: 'endpoints', endpoints: { namespaces: labels === undefined ? { name: 'shop' } : { labels }, pods } }));
const protocol = fc.constantFrom<Protocol>('TCP', 'UDP', 'SCTP');
const fixed = fc.oneof(fc.constant(TrafficSet.ALL), fc.array(fc.tuple(protocol, fc.integer({ min: 1, max: 65535 }), fc.integer({ min: 0, max: 100 })), { minLength: 1, maxLength: 3 }).map((items) =>
  items.reduce((set, [p, first, more]) => set.union(TrafficSet.of(p, PortSet.range(first, first + more))), TrafficSet.NONE)));
const named = fc.array(fc.record<NamedPort>({ name: fc.constantFrom('http', 'dns'), protocol }), { maxLength: 1 });
const direction = fc.constantFrom<Direction>('ingress', 'egress');
const ruleOf = fc.record({ direction, peers: fc.option(fc.array(fc.oneof(block, endpoints), { minLength: 1, maxLength: 3 }), { nil: undefined }), fixed, named }).map((parts): Rule => (
  { direction: parts.direction, action: 'allow', peers: parts.peers, traffic: { fixed: parts.fixed, named: parts.fixed.isAll() ? [] : parts.named }, origin: { label: 'law', path: [] } }));

test('decoding what was encoded gives a policy that the encoder writes the same', () => {
  law(fc.record({ pods: selector, rules: fc.array(ruleOf, { maxLength: 4 }) }), ({ pods, rules }) => {
    const manifest = encodeNetworkPolicy({ name: 'p', namespace: 'shop', pods, isolates: ['ingress', 'egress'], rules });
    const policy = policyOf(manifest);
    expect(read([manifest]).problems).toEqual([]);
    expect(policy.subject.pods.equals(pods)).toBe(true);
    expect([...policy.isolates].sort()).toEqual(['egress', 'ingress']);
    expect(encodeNetworkPolicy({ name: 'p', namespace: 'shop', pods: policy.subject.pods, isolates: policy.isolates, rules: policy.rules })).toEqual(manifest);
  });
});
