import { ApiObject, Chart, Lazy, Testing } from 'cdk8s';
import { plainMetadata } from '../../src/app/plain-metadata';

const same = (given: unknown) => given;

/** An object whose metadata was changed. */
function object(change: (metadata: ApiObject['metadata']) => void, given: object = {}): ApiObject {
  const chart = new Chart(Testing.app(), 'c', { namespace: 'n', labels: { z: '1', a: '2' } });
  const made = new ApiObject(chart, 'o', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'o', ...given } });
  change(made.metadata);
  return made;
}

test.each<[string, (metadata: ApiObject['metadata']) => void, object]>([
  ['nothing', () => undefined, {}],
  ['labels and annotations', (metadata) => { metadata.addLabel('b', ''); metadata.addAnnotation('x', 'y'); metadata.addAnnotation('a', 'long\ntext'); }, {}],
  ['annotations from the start', () => undefined, { annotations: { b: '1', a: '2' }, labels: { c: 'd' } }],
])('texts are rendered as cdk8s does: %s', (_, change, given) => {
  const { metadata } = object(change, given);
  expect(JSON.stringify(plainMetadata(metadata, same))).toBe(JSON.stringify(metadata.toJson()));
});

test.each<[string, (metadata: ApiObject['metadata']) => void, object]>([
  ['a finalizer', (metadata) => metadata.addFinalizers('f'), {}],
  ['an owner', (metadata) => metadata.addOwnerReference({ apiVersion: 'v1', kind: 'Pod', name: 'p', uid: 'u' }), {}],
  ['another field', (metadata) => metadata.add('generateName', 'g'), {}],
  ['another field from the start', () => undefined, { creationTimestamp: 'now' }],
  ['a lazy value', (metadata) => metadata.addLabel('l', Lazy.any({ produce: () => 'x' })), {}],
  ['no text', (metadata) => metadata.addAnnotation('l', 5 as unknown as string), {}],
])('everything else is left to cdk8s: %s', (_, change, given) => {
  expect(plainMetadata(object(change, given).metadata, same)).toBeUndefined();
});

test('what the object knows of a lazy value is written, or left out', () => {
  const { metadata } = object((one) => one.addAnnotation('why', Lazy.any({ produce: () => 'x' })));
  expect(plainMetadata(metadata, (given) => (typeof given === 'string' ? given : 'known'))).toMatchObject({ annotations: { why: 'known' } });
  expect(plainMetadata(metadata, (given) => (typeof given === 'string' ? given : undefined))).not.toHaveProperty('annotations');
});
