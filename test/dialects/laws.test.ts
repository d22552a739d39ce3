import fc from 'fast-check';
import { cases } from '../testing/cases';
import { adminPolicy, baselinePolicy, clusterPolicy, errorsOf, meaning, networkPolicy, policyOf, read } from './meaning';

const SEED = 20260824;
const RUNS = cases(300, { deep: 20_000 });
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
    egress: [{ action: 'Allow', to: [{ networks: ['10.0.0.0/8'] }, { nodes: {} }, { domainNames: ['example.com'] }] }],
  }),
  clusterPolicy({
    subject: { pods: { namespaceSelector: { matchExpressions: [{ key: 'k', operator: 'Exists' }] }, podSelector: { matchLabels: { a: 'b' } } } },
    ingress: [{ name: 'r', action: 'Pass', from: [{ namespaces: {} }], protocols: [{ udp: { destinationPort: { number: 53 } } }, { destinationNamedPort: 'http' }] }],
    egress: [{ action: 'Accept', to: [{ networks: ['10.0.0.0/8'] }, { nodes: {} }, { domainNames: ['example.com'] }], protocols: [{ tcp: { destinationPort: { range: { start: 1, end: 2 } } } }] }],
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
  expect(FULL.flatMap((each) => errorsOf(read([each])))).toEqual([]);
});

test('an unknown field anywhere is an error, and leaves the pods unknown', () => {
  const places = FULL.flatMap((each) => objectsIn(each).map((path) => ({ each, path })));
  expect(places.length).toBeGreaterThan(40);
  for (const { each, path } of places) {
    const changed = edit(each, path, (inner) => ({ ...(inner as object), unheardOf: 1 }));
    const decoded = read([changed]);
    expect({ path, codes: errorsOf(decoded).map(({ code }) => code) }).toEqual({ path, codes: expect.arrayContaining(['unknown-field']) });
    expect(decoded.policies[0].unread).toBeDefined();
  }
});

test('any change of a policy leaves one policy: understood, or unknown with an error', () => {
  const places = (each: object) => valuesIn(each).filter((path) => path.length > 0 && path[0] !== 'kind' && path[0] !== 'apiVersion');
  const changes = fc.constantFrom(...FULL).chain((each) =>
    fc.record({ each: fc.constant(each), path: fc.constantFrom(...places(each)), value: fc.jsonValue() }));
  law(changes, ({ each, path, value }) => {
    const decoded = read([edit(each, path, () => value)]);
    expect(decoded.policies).toHaveLength(1);
    const refused = errorsOf(decoded).some(({ message }) => message.includes('refuses'));
    if (refused) expect(decoded.policies[0].unread).toBeDefined();
    if (errorsOf(decoded).length === 0) expect(decoded.policies[0].unread).toBeUndefined();
  });
});

const CONTAINERS = [{ ports: [{ name: 'http', containerPort: 80, protocol: 'TCP' }] }];
const TEMPLATE = { metadata: { labels: { a: 'b' } }, spec: { hostNetwork: false, containers: CONTAINERS, initContainers: [{ restartPolicy: 'Always' }] } };
const PATHS = [{ backend: { service: { name: 's' } } }, { backend: { serviceName: 's', servicePort: 80 } }];

function object(apiVersion: string, kind: string, spec: object, rest: object = {}): object {
  return { apiVersion, kind, metadata: { name: 'x', labels: { a: 'b' }, ownerReferences: [{ kind: 'X', name: 'x', controller: true }] }, spec, ...rest };
}

test('any change of the other kinds throws nothing', () => {
  const others = [
    object('v1', 'Pod', TEMPLATE.spec, { status: { phase: 'Running', podIP: '10.0.0.1', podIPs: [{ ip: '10.0.0.1' }, { ip: 'fd00::1' }] } }),
    object('apps/v1', 'Deployment', { replicas: 2, template: TEMPLATE }),
    object('batch/v1', 'CronJob', { jobTemplate: { spec: { parallelism: 2, template: TEMPLATE } } }),
    object('v1', 'Namespace', {}),
    object('v1', 'Node', {}, { status: { addresses: [{ type: 'InternalIP', address: '10.0.0.1' }] } }),
    object('v1', 'Service', { selector: { a: 'b' }, clusterIPs: ['10.0.0.1'], ports: [{ port: 80, targetPort: 'http', name: 'x' }] }),
    object('networking.k8s.io/v1', 'Ingress', { defaultBackend: { service: { name: 's', port: { number: 80 } } }, rules: [{ http: { paths: PATHS } }] }),
    object('route.openshift.io/v1', 'Route', { to: { kind: 'Service', name: 's' }, alternateBackends: [{}], port: { targetPort: 1 } }),
    object('cilium.io/v2', 'CiliumNetworkPolicy', {}),
    { apiVersion: 'v1', kind: 'List', items: [{}] },
  ];
  const changes = fc.constantFrom(...others).chain((each) =>
    fc.record({ each: fc.constant(each), path: fc.constantFrom(...valuesIn(each)), value: fc.jsonValue() }));
  law(changes, ({ each, path, value }) => {
    expect(() => read([edit(each, path, () => value)])).not.toThrow();
  });
});

test('a null in the place of a field is as if the field were absent, in built-in kinds', () => {
  const [full] = FULL;
  const needed = ['key', 'operator', 'values', 'cidr'];
  const optional = valuesIn(full).filter((path) => {
    const field = path[path.length - 1];
    return path[0] === 'spec' && typeof field === 'string' && !path.includes('matchLabels') && !needed.includes(field);
  });
  expect(optional.length).toBeGreaterThan(15);
  for (const path of optional) {
    const parent = path.slice(0, -1);
    const nulled = edit(full, path, () => null);
    const last = path[path.length - 1];
    const removed = edit(full, parent, (inner) => Object.fromEntries(Object.entries(inner as object).filter(([key]) => key !== last)));
    expect({ path, is: meaning(policyOf(nulled)) }).toEqual({ path, is: meaning(policyOf(removed)) });
  }
});
