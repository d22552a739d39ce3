import { nearLabel } from '../../../src/lint/helpers/near-label';
import { LabelSelector } from '../../../src/sets';

const SHOWN: readonly Record<string, string>[] = [{ app: 'web', component: 'controller-eligible' }, { 'app.kubernetes.io/name': 'cache', 'tier': 'front' }];

test.each<[string, Record<string, string>, string | undefined]>([
  ['a typing error', { app: 'wbe' }, 'app: web'],
  ['a part of the value', { component: 'controller' }, 'component: controller-eligible'],
  ['more than the value', { app: 'my-web' }, 'app: web'],
  ['a typing error in the key', { teir: 'front' }, 'tier: front'],
  ['another key for the same', { name: 'cache' }, 'app.kubernetes.io/name: cache'],
  ['the value is right', { app: 'web', tier: 'front' }, undefined],
  ['nothing near', { app: 'postgres' }, undefined],
  ['part of a word', { component: 'control' }, undefined],
])('%s', (_, labels, near) => {
  expect(nearLabel(LabelSelector.labels(labels), SHOWN)).toBe(near);
});
