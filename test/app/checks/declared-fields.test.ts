import { ApiObject, Chart, JsonPatch, Testing } from 'cdk8s';
import fc from 'fast-check';
import { AllowFrom, AllowTo, DefaultDeny, NamespaceFence, Peer, PodSelector, Port } from '../../../src';
import { appModelOf } from '../../../src/app';
import { decode } from '../../../src/dialects';

const values = () => {
  const chart = new Chart(Testing.app(), 'c', { namespace: 'n' });
  new DefaultDeny(chart, 'deny');
  new AllowFrom(chart, 'in', { pods: PodSelector.labels({ app: 'a' }), from: [Peer.pods({ app: 'b' })], ports: [Port.tcp(80), Port.tcpNamed('http')], reason: 'r' });
  new AllowTo(chart, 'out', { pods: PodSelector.all(), to: [Peer.internet(), Peer.namespace('m')] });
  return appModelOf(chart).policies.map(({ value }) => value);
};

type Json = Record<string, any>;
const manifests = () => values().map((value) => value.manifest() as Json);

/** What a policy means: all of the model but its names, places and reasons. */
function meaning(manifest: unknown): string {
  const { policies, problems } = decode([{ value: manifest }]);
  const nameless = policies.map((policy) => ({ ...policy, name: '', origin: '', rules: policy.rules.map((rule) => ({ ...rule, origin: '', reason: undefined })) }));
  return JSON.stringify([nameless, problems], (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value));
}

const TEXTS = fc.dictionary(fc.constantFrom('app', 'netfence/reason', 'a/b', 'kubernetes.io/metadata.name'), fc.constantFrom('', 'a', 'b', 'n'), { maxKeys: 3 });
/** What no policy is judged by, as the API server takes it. */
const REST = fc.record({
  metadata: fc.record({
    name: fc.constantFrom('x', 'in', 'deny'),
    labels: TEXTS,
    annotations: TEXTS,
    uid: fc.string(),
    finalizers: fc.constant(['f']),
    generateName: fc.constant('g'),
    ownerReferences: fc.constant([{ apiVersion: 'v1', kind: 'Pod', name: 'p', uid: 'u' }]),
    deletionTimestamp: fc.constant('2020-01-01T00:00:00Z'),
  }, { requiredKeys: ['name'] }),
  status: fc.constant({ conditions: [{ type: 'Accepted', status: 'False' }] }),
}, { requiredKeys: ['metadata'] });

test('fields that are not compared with a declaration do not change what a policy means', () => {
  const all = manifests();
  fc.assert(fc.property(fc.nat(2), REST, (i, { metadata, ...rest }) => {
    const changed = { ...all[i], ...rest, metadata: { ...metadata, namespace: 'n' } };
    expect(values()[i].isMeantBy(changed)).toBe(true);
    expect(meaning(changed)).toBe(meaning(all[i]));
  }), { numRuns: 200, seed: 3 });
});

test.each<[string, (json: Json) => unknown]>([
  ['the version', (json) => ({ ...json, apiVersion: 'policy.networking.k8s.io/v1alpha1' })],
  ['the kind', (json) => ({ ...json, kind: 'AdminNetworkPolicy' })],
  ['the namespace', (json) => ({ ...json, metadata: { ...json.metadata, namespace: 'm' } })],
  ['no namespace', (json) => ({ ...json, metadata: { name: 'x' } })],
  ['a list', (json) => ({ ...json, items: [] })],
  ['the pods', (json) => ({ ...json, spec: { ...json.spec, podSelector: { matchLabels: { app: 'other' } } } })],
  ['the types', (json) => ({ ...json, spec: { ...json.spec, policyTypes: [] } })],
  ['a field that is not known', (json) => ({ ...json, spec: { ...json.spec, more: {} } })],
  ['nothing', () => undefined],
])('%s is compared', (_, change) => {
  const all = manifests();
  values().forEach((value, i) => {
    expect(value.isMeantBy(all[i])).toBe(true);
    expect(value.isMeantBy(change(all[i]))).toBe(false);
  });
});

test.each<[string, (chart: Chart, fence: NamespaceFence) => void]>([
  ['a JSON patch', (_, fence) => ApiObject.of(fence).addJsonPatch(JsonPatch.add('/metadata/ownerReferences', [{ kind: 'Pod' }]))],
  ['a label', (_, fence) => ApiObject.of(fence).metadata.addLabel('app', 'not a value')],
  ['a name', (_, fence) => ApiObject.of(fence).addJsonPatch(JsonPatch.replace('/metadata/name', 'UPPER'))],
])('metadata that the API server refuses leaves a fence without proof: %s', (_, change) => {
  const said = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
  const app = Testing.app();
  const chart = new Chart(app, 'c', { namespace: 'n' });
  change(chart, new NamespaceFence(chart, 'n'));
  app.synthYaml();
  expect(said.mock.calls.join('\n')).toContain('[fence-proof] NamespaceFence n (c/n): not proved');
  said.mockRestore();
});

test('the order of fields is not', () => {
  const turned = (json: unknown): unknown => {
    if (typeof json !== 'object' || json === null || Array.isArray(json)) return json;
    return Object.fromEntries(Object.entries(json).reverse().map(([key, value]) => [key, turned(value)]));
  };
  const all = manifests();
  values().forEach((value, i) => expect(value.isMeantBy(turned(all[i]))).toBe(true));
});
