import { law } from '../laws/set-laws';
import { LabelConstraint, LabelSelector } from '../../src/sets';
import { constraint, labels, labelValue, selector } from './arbitraries';

describe('LabelConstraint', () => {
  law('intersect allows what both allow', [constraint, constraint, labelValue], (a, b, v) =>
    [v, undefined].every((value) => a.intersect(b).contains(value) === (a.contains(value) && b.contains(value))));
  law('a subset is what the intersection leaves alone', [constraint, constraint], (a, b) => a.isSubsetOf(b) === a.intersect(b).equals(a));
  it('reads NotIn and DoesNotExist as matching objects without the key', () => {
    expect(LabelConstraint.notIn(['a']).contains(undefined)).toBe(true);
    expect(LabelConstraint.doesNotExist().contains('a')).toBe(false);
    expect(LabelConstraint.exists().contains(undefined)).toBe(false);
    expect(LabelConstraint.in(['a']).contains(undefined)).toBe(false);
  });
});

describe('LabelSelector', () => {
  law('intersect selects what both select', [selector, selector, labels], (a, b, l) => a.intersect(b).matches(l) === (a.matches(l) && b.matches(l)));
  law('implies is never contradicted', [selector, selector, labels], (a, b, l) => !a.implies(b) || !a.matches(l) || b.matches(l));
  law('what selects something is satisfiable', [selector, labels], (a, l) => !a.matches(l) || a.isSatisfiable());
  law('an implied selector adds nothing', [selector, selector], (a, b) => a.implies(b) === (!a.isSatisfiable() || a.intersect(b).equals(a)));
  law('equal texts are equal selectors', [selector, selector, labels], (a, b, l) => !a.equals(b) || a.matches(l) === b.matches(l));

  it('is everything when it asks for nothing', () => {
    expect(LabelSelector.of([]).isEverything()).toBe(true);
    expect(LabelSelector.of([['app', LabelConstraint.notIn([])]]).isEverything()).toBe(true);
    expect(LabelSelector.labels({ app: '' }).isEverything()).toBe(false);
  });

  it('sees own labels only', () => {
    expect(LabelSelector.of([['constructor', LabelConstraint.exists()]]).matches({})).toBe(false);
    expect(LabelSelector.labels({ toString: 'x' }).matches({ toString: 'x' })).toBe(true);
  });

  it('knows that two values of one label exclude each other', () => {
    expect(LabelSelector.labels({ app: 'a' }).intersect(LabelSelector.labels({ app: 'b' })).isSatisfiable()).toBe(false);
  });

  it('reasons by implication, not by text', () => {
    const both = LabelSelector.labels({ app: 'a', tier: 'b' });
    expect(both.implies(LabelSelector.labels({ app: 'a' }))).toBe(true);
    expect(LabelSelector.labels({ app: 'a' }).implies(both)).toBe(false);
    expect(both.implies(LabelSelector.of([['app', LabelConstraint.notIn(['z'])]]))).toBe(true);
    expect(both.implies(LabelSelector.of([['env', LabelConstraint.doesNotExist()]]))).toBe(false);
  });
});

test('a selector of one label is kept once, however it is said', () => {
  const one = LabelSelector.label('app', 'web');
  const said = LabelConstraint.in(['web']);
  const others = [LabelSelector.labels({ app: 'web' }), LabelSelector.of([['app', said]]), LabelSelector.of(new Map([['app', said]])), LabelSelector.of([['app', LabelConstraint.exists()], ['app', said]])];
  for (const other of others) expect(other).toBe(one);
});
