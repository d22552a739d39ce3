import { errorsOf, networkPolicy, read } from './meaning';

const errors = (metadata: object) => errorsOf(read([networkPolicy({}, metadata)])).map(({ message }) => message);

test.each([
  ['generateName alone', { name: undefined, generateName: 'web-' }],
  ['generateName with a final dot', { name: '', generateName: 'web.' }],
  ['generateName longer than a name', { name: undefined, generateName: 'a'.repeat(300) }],
  ['an empty namespace', { namespace: '' }],
  ['labels with a prefix of 253 characters', { labels: { [`${'a.'.repeat(126)}a/b`]: 'c' } }],
  ['null in the place of a label', { labels: { a: null } }],
  ['an annotation of the largest size', { annotations: { a: 'x'.repeat(256 * 1024 - 1) } }],
  ['an annotation key with an upper-case prefix', { annotations: { 'Example.COM/a': '' } }],
  ['what a server adds', { uid: 'u', resourceVersion: '1', generation: 2, creationTimestamp: '2026-01-02T03:04:05Z', selfLink: '/x', managedFields: [{ manager: 'm', operation: 'Apply', apiVersion: 'v1', time: '2026-01-02T03:04:05.678901Z', fieldsType: 'FieldsV1', fieldsV1: { 'f:spec': {} } }] }],
  ['creationTimestamp null, as tools print it', { creationTimestamp: null }],
  ['a finalizer', { finalizers: ['example.com/clean'] }],
  ['an owner', { ownerReferences: [{ apiVersion: 'v1', kind: 'X', name: 'x', uid: 'u', controller: true, blockOwnerDeletion: true }] }],
])('%s is fine', (_, metadata) => {
  expect(errors(metadata)).toEqual([]);
});

test.each([
  ['no name', { name: undefined }, 'name is required'],
  ['a generateName that is none', { name: undefined, generateName: 'Web_' }, 'generateName must consist'],
  ['a namespace with dots', { namespace: 'a.b' }, 'namespace must consist'],
  ['a namespace of 64 characters', { namespace: 'a'.repeat(64) }, 'namespace has 64 characters'],
  ['a label key with two slashes', { labels: { 'a/b/c': '' } }, 'labels has the key'],
  ['a label value of 64 characters', { labels: { a: 'x'.repeat(64) } }, 'labels has the value'],
  ['a label that is a number', { labels: { a: 1 } }, 'labels.a must be a text'],
  ['an annotation beyond the size', { annotations: { a: 'x'.repeat(256 * 1024) } }, 'annotations must not exceed'],
  ['an annotation beyond the size in bytes', { annotations: { a: 'é'.repeat(128 * 1024) } }, 'annotations must not exceed'],
  ['a time that is none', { creationTimestamp: 'yesterday' }, 'creationTimestamp must match'],
  ['a finalizer that is none', { finalizers: ['a b'] }, 'finalizers[0] must consist'],
  ['an owner without uid', { ownerReferences: [{ apiVersion: 'v1', kind: 'X', name: 'x', uid: '' }] }, 'ownerReferences[0].uid is required'],
  ['an Event as owner', { ownerReferences: [{ apiVersion: 'v1', kind: 'Event', name: 'x', uid: 'u' }] }, 'ownerReferences[0] must not be an Event'],
  ['two controllers', { ownerReferences: [1, 2].map((i) => ({ apiVersion: 'v1', kind: 'X', name: `x${i}`, uid: 'u', controller: true })) }, 'ownerReferences must have at most one'],
  ['a boolean that is a text', { ownerReferences: [{ apiVersion: 'v1', kind: 'X', name: 'x', uid: 'u', controller: 'true' }] }, 'ownerReferences[0].controller must be true or false'],
  ['a number that is broken', { generation: 1.5 }, 'generation must be a whole number'],
])('%s is refused', (_, metadata, text) => {
  expect(errors(metadata)).toEqual([expect.stringContaining(`: metadata.${text}`)]);
});

test('metadata that is no object is one error beside the missing name', () => {
  const decoded = read([{ apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: [], spec: {} }]);
  expect(errorsOf(decoded).map(({ code }) => code)).toEqual(['wrong-type', 'missing-field']);
  expect(decoded.policies[0].origin.label).toBe('NetworkPolicy default/(no name)');
});
