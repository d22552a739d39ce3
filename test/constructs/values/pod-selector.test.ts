import { LabelExpression, PodSelector } from '../../../src/constructs/values';
import type { Labels } from '../../../src/sets';
import { isConstant } from './constant';

const WEB = { app: 'web', tier: 'front' };

test.each<[string, PodSelector, boolean, boolean, boolean]>([
  // what, value, matches {app: web, tier: front}, {app: api}, {}
  ['labels', PodSelector.labels({ app: 'web' }), true, false, false],
  ['several labels', PodSelector.labels({ app: 'web', tier: 'back' }), false, false, false],
  ['all', PodSelector.all(), true, true, true],
  ['in', PodSelector.expressions([LabelExpression.in('app', ['web', 'api'])]), true, true, false],
  ['not in, where absence counts', PodSelector.expressions([LabelExpression.notIn('app', ['web'])]), false, true, true],
  ['exists', PodSelector.expressions([LabelExpression.exists('tier')]), true, false, false],
  ['does not exist', PodSelector.expressions([LabelExpression.doesNotExist('tier')]), false, true, true],
  ['expressions are all of them', PodSelector.expressions([LabelExpression.exists('app'), LabelExpression.notIn('app', ['web'])]), false, true, false],
  ['matching labels', PodSelector.matching({ labels: { app: 'web' } }), true, false, false],
  ['matching expressions', PodSelector.matching({ expressions: [LabelExpression.exists('app')] }), true, true, false],
  ['matching both', PodSelector.matching({ labels: { app: 'web' }, expressions: [LabelExpression.doesNotExist('tier')] }), false, false, false],
  ['a selector is itself', PodSelector.of(PodSelector.labels({ app: 'api' })), false, true, false],
])('%s', (_, selector, web, api, none) => {
  const matches = ([WEB, { app: 'api' }, {}] as Labels[]).map((labels) => selector._selector().matches(labels));
  expect(matches).toEqual([web, api, none]);
});

test('a written selector knows neither namespace nor ports', () => {
  expect(PodSelector.labels(WEB)._namespace()).toBeUndefined();
  expect(PodSelector.all()._ports()).toEqual([]);
});

test('the empty value is a value', () => {
  expect(PodSelector.labels({ canary: '' })._selector().matches({ canary: '' })).toBe(true);
  expect(PodSelector.labels({ canary: '' })._selector().matches({})).toBe(false);
});

test('a selector does not change with the objects that it was made of', () => {
  const labels: Record<string, string> = { app: 'web' };
  const values = ['web'];
  const byLabels = PodSelector.labels(labels);
  const byValues = PodSelector.expressions([LabelExpression.in('app', values)]);
  labels.app = 'api';
  values.push('api');
  expect(byLabels._selector().matches({ app: 'api' })).toBe(false);
  expect(byValues._selector().matches({ app: 'api' })).toBe(false);
  expect([byLabels, LabelExpression.exists('a')].every(isConstant)).toBe(true);
});

test('labels without prototype are labels, and inherited ones are not', () => {
  expect(PodSelector.labels(Object.assign(Object.create(null), { app: 'web' }))._selector().matches({ app: 'web' })).toBe(true);
  expect(() => PodSelector.labels(Object.create({ app: 'web' }))).toThrow(/^\[labels-/);
});
