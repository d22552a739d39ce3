import { existsSync, readFileSync } from 'fs';
import { join } from 'path';
import { parse } from 'yaml';
import { decode } from '../../../src/dialects';
import { SHAPES } from '../../../src/dialects/calico-v3/schema';
import type { ApiShape } from '../../../src/dialects/shape';
import { build } from '../../engine/cases';
import { pod } from '../../engine/manifests';

type Json = any;

const policy = (spec: Json, name = 'p', more: Json = {}): Json => ({ apiVersion: 'projectcalico.org/v3', kind: 'NetworkPolicy', metadata: { name, namespace: 'a' }, spec, ...more });
const everywhere = (spec: Json, name = 'g'): Json => ({ apiVersion: 'projectcalico.org/v3', kind: 'GlobalNetworkPolicy', metadata: { name }, spec });
const tier = (name: string, spec: Json): Json => ({ apiVersion: 'projectcalico.org/v3', kind: 'Tier', metadata: { name }, spec });
const namespaces = ['a', 'b'].map((name) => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels: { name } } }));
const PODS = [pod('a/x', { app: 'x' }), pod('a/y', { app: 'y' }), pod('b/z', { app: 'z' })];

/** What `a/x` gets from `a/y` and from `b/z`. */
function verdicts(...objects: readonly Json[]): string[] {
  const { engine, pods } = build([...namespaces, ...PODS, ...objects]);
  return [1, 2].map((from) => {
    const { allowed, unknown } = engine.reach(pods[from], pods[0]);
    return allowed.contains('TCP', 80) ? 'allowed' : unknown.contains('TCP', 80) ? 'unknown' : 'denied';
  });
}

const messages = (object: Json) => decode([{ value: object }]).problems.map(({ message }) => message);
const allow = { action: 'Allow' };
const deny = { action: 'Deny' };

test('`types` say what is isolated; without them the rules do', () => {
  const directions = (spec: Json) => decode([{ value: policy(spec) }]).policies[0].isolates;
  expect(directions({})).toEqual(['ingress']);
  expect(directions({ egress: [allow] })).toEqual(['egress']);
  expect(directions({ ingress: [allow], egress: [allow] })).toEqual(['ingress', 'egress']);
  expect(directions({ types: ['Egress'], ingress: [allow] })).toEqual(['egress']);
});

test('tiers run by order, absent ones last, and names decide between equal ones', () => {
  const [first, second] = [everywhere({ tier: 'one', ingress: [allow] }, 'f'), everywhere({ tier: 'two', ingress: [deny] }, 's')];
  expect(verdicts(first, second, tier('one', { order: 1 }), tier('two', { order: 2 }))).toEqual(['allowed', 'allowed']);
  expect(verdicts(first, second, tier('one', { order: 2 }), tier('two', { order: 1 }))).toEqual(['denied', 'denied']);
  expect(verdicts(first, second, tier('one', {}), tier('two', { order: 1 }))).toEqual(['denied', 'denied']);
  expect(verdicts(first, second, tier('one', { order: 1 }), tier('two', { order: 1 }))).toEqual(['allowed', 'allowed']);
});

test('a tier ends with its default action, and a policy of a tier that is not in the input is unknown', () => {
  const passes = everywhere({ tier: 't', ingress: [{ action: 'Pass', source: { selector: 'app == "y"' } }] });
  expect(verdicts(passes, tier('t', { order: 1 }))).toEqual(['allowed', 'denied']);
  expect(verdicts(passes, tier('t', { order: 1, defaultAction: 'Pass' }))).toEqual(['allowed', 'allowed']);
  expect(verdicts(passes)).toEqual(['unknown', 'unknown']);
});

test('NetworkPolicies are in the tier `default` at order 1000', () => {
  const isolating = { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { name: 'n', namespace: 'a' }, spec: { podSelector: {}, ingress: [{ from: [{ podSelector: {} }] }] } };
  expect(verdicts(isolating)).toEqual(['allowed', 'denied']);
  expect(verdicts(isolating, policy({ order: 999, ingress: [deny] }))).toEqual(['denied', 'denied']);
  expect(verdicts(isolating, policy({ order: 1001, ingress: [deny] }))).toEqual(['allowed', 'denied']);
  expect(verdicts(isolating, policy({ order: 1001, ingress: [allow] }))).toEqual(['allowed', 'allowed']);
  expect(verdicts(isolating, policy({ order: 1000, ingress: [deny] }))).toEqual(['unknown', 'denied']);
});

test('a selector of a namespaced policy stays in its namespace, also a negated one', () => {
  expect(verdicts(policy({ ingress: [{ action: 'Allow', source: { selector: 'all()' } }] }))).toEqual(['allowed', 'denied']);
  expect(verdicts(policy({ ingress: [{ action: 'Allow', source: { notSelector: 'has(none)' } }] }))).toEqual(['allowed', 'denied']);
  expect(verdicts(policy({ ingress: [{ action: 'Allow', source: { notSelector: 'app == "y"', namespaceSelector: 'all()' } }] }))).toEqual(['denied', 'allowed']);
  expect(verdicts(policy({ ingress: [{ action: 'Allow', source: { namespaceSelector: 'projectcalico.org/name == "b"' } }] }))).toEqual(['denied', 'allowed']);
  expect(verdicts(policy({ ingress: [{ action: 'Allow', source: { namespaceSelector: 'global()' } }] }))).toEqual(['denied', 'denied']);
});

test('accounts, HTTP, ports of the source', () => {
  const from = (more: Json) => policy({ ingress: [{ action: 'Allow', protocol: 'TCP', ...more }] });
  expect(verdicts(from({ source: { serviceAccounts: { names: ['default'] } } }))).toEqual(['allowed', 'denied']);
  expect(verdicts(from({ source: { serviceAccounts: { names: ['robot'] } } }))).toEqual(['denied', 'denied']);
  expect(verdicts(from({ http: { methods: ['GET'] } }))).toEqual(['unknown', 'unknown']);
  expect(verdicts(from({ source: { ports: [1024] } }))).toEqual(['unknown', 'unknown']);
});

test('an object that stands in both groups is one, and what is made of a policy of Kubernetes is left to that', () => {
  const stored = { apiVersion: 'crd.projectcalico.org/v1', kind: 'NetworkPolicy', metadata: { name: 'default.p', namespace: 'a' }, spec: { ingress: [deny] } };
  expect(verdicts(policy({ ingress: [allow] }), stored)).toEqual(['allowed', 'allowed']);
  expect(verdicts(stored)).toEqual(['denied', 'denied']);
  const isolating = { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { name: 'n', namespace: 'a' }, spec: { podSelector: {}, ingress: [{}] } };
  const made = policy({ order: 1, ingress: [deny] }, 'knp.default.n');
  expect([verdicts(made), verdicts(made, isolating)]).toEqual([['denied', 'denied'], ['allowed', 'allowed']]);
});

test('policies for interfaces of hosts are none of pods; where there are such interfaces, they may deny', () => {
  const host = { apiVersion: 'projectcalico.org/v3', kind: 'HostEndpoint', metadata: { name: 'h' }, spec: { node: 'n', interfaceName: '*' } };
  const tracked = everywhere({ applyOnForward: true, doNotTrack: true, ingress: [deny] });
  expect(verdicts(tracked)).toEqual(['allowed', 'allowed']);
  expect(verdicts(tracked, host)).toEqual(['unknown', 'unknown']);
});

test.each([
  [{ selector: 'app = "x"' }, 'spec.selector is no selector: expected `==`, `!=`'],
  [{ ingress: [{ action: 'Allow', destination: { ports: [80] } }] }, 'spec.ingress[0].destination.ports are for rules with the protocol'],
  [{ ingress: [{ action: 'Allow', protocol: 'TCP', destination: { ports: ['9:8'] } }] }, 'spec.ingress[0].destination.ports[0] must be a port'],
  [{ ingress: [{ action: 'Allow', source: { nets: ['10.0.0.0/8', 'fd00::/8'] } }] }, 'spec.ingress[0] must name addresses of one family'],
  [{ ingress: [{ action: 'Deny', source: { notNets: ['0.0.0.0/0'] } }] }, 'spec.ingress[0].source.notNets[0] must not be all addresses'],
  [{ ingress: [{ action: 'Deny', http: { methods: ['GET'] } }] }, 'spec.ingress[0].http is for rules that allow'],
  [{ egress: [{ action: 'Allow', source: { services: { name: 's' } } }] }, 'spec.egress[0].source.services must be absent'],
  [{ egress: [{ action: 'Allow', destination: { services: { name: 's' }, selector: 'all()' } }] }, 'must stand alone, got selector'],
  [{ egress: [{ action: 'Allow', protocol: 'GRE' }] }, 'spec.egress[0].protocol must be TCP, UDP'],
  [{ egress: [{ action: 'Allow', icmp: { code: 1 } }] }, 'must have the protocol ICMP'],
])('refused: %j', (spec, expected) => {
  expect(messages(policy(spec)).join()).toContain(expected);
  expect(verdicts(policy(spec))).toEqual(['unknown', 'unknown']);
});

const CRDS = join(__dirname, '..', '..', '..', '..', 'shared', 'crds', 'calico');
const FILES: Readonly<Record<string, string>> = { NetworkPolicy: 'networkpolicies', GlobalNetworkPolicy: 'globalnetworkpolicies', Tier: 'tiers', NetworkSet: 'networksets', GlobalNetworkSet: 'globalnetworksets' };
const all = [...SHAPES].flatMap(([kind, shape]) => ['projectcalico.org-v3', 'crd.projectcalico.org-v1'].map((group) => [kind, group, shape] as const));

(existsSync(CRDS) ? test : test.skip).each(all)('%s of %s has the fields of its definition (skipped where the definitions are absent)', (kind, group, shape) => {
  const crd = parse(readFileSync(join(CRDS, `${group}-${FILES[kind]}.yaml`), 'utf8'));
  const schema = crd.spec.versions[0].schema.openAPIV3Schema;
  expect(differences((shape as Json).fields.spec, schema.properties.spec, 'spec')).toEqual([]);
});

/** Where a shape and a schema differ: fields, choices, bounds, what is required. */
function differences(shape: ApiShape, schema: Json, path: string): string[] {
  if (shape.type === 'object') {
    const [own, written] = [Object.keys(shape.fields).sort(), Object.keys(schema.properties ?? {}).sort()];
    const lists = own.join() === written.join() && (shape.required ?? []).join() === (schema.required ?? []).join() ? [] : [`${path}: ${own} | ${written}`];
    return [...lists, ...own.filter((key) => written.includes(key)).flatMap((key) => differences(shape.fields[key], schema.properties[key], `${path}.${key}`))];
  }
  if (shape.type === 'list') {
    const bounds = [shape.least, shape.most, shape.distinct === true].join() === [schema.minItems, schema.maxItems, schema['x-kubernetes-list-type'] === 'set'].join();
    return [...(schema.type === 'array' && bounds ? [] : [`${path}: list`]), ...differences(shape.items, schema.items, `${path}[]`)];
  }
  if (shape.type === 'map') return differences(shape.values, schema.additionalProperties, `${path}{}`);
  const choices = schema.enum ?? schema.allOf?.[1].enum;
  if (shape.type === 'text') return schema.type === 'string' && (shape.values ?? []).join() === (choices ?? []).join() && shape.longest === schema.maxLength ? [] : [`${path}: text`];
  if (shape.type === 'number-or-text') return schema['x-kubernetes-int-or-string'] === true ? [] : [path];
  if (shape.type === 'integer') {
    const [least, most] = choices === undefined ? [schema.minimum, schema.maximum] : [choices[0], choices[choices.length - 1]];
    return schema.type === 'integer' && shape.least === least && shape.most === most ? [] : [`${path}: integer`];
  }
  return schema.type === shape.type ? [] : [`${path}: ${schema.type}`];
}
