import { withoutRivals } from '../../../src/engine/compile/languages';
import type { Applicable } from '../../../src/engine/compile/program';
import type { Policy, PolicyLanguage } from '../../../src/model';

const CILIUM: PolicyLanguage = { name: 'cilium', set: 'agents' };
const CALICO: PolicyLanguage = { name: 'calico', set: 'agents' };
const ALPHA2: PolicyLanguage = { name: 'v1alpha2', set: 'versions' };

function applicable(name: string, language?: PolicyLanguage, unread?: string): Applicable {
  const policy = { name, isolates: ['ingress'], rules: ['a rule'], ...(language && { language }), ...(unread !== undefined && { unread }) } as unknown as Policy;
  return { policy, rules: [], ops: [], onlyAllows: true, isolates: true, policesOwnNode: false, sparesOwnNode: false, applies: 'definite' };
}

const unreadOf = (list: Applicable[]) => withoutRivals(list).map(({ policy }) => [policy.name, policy.unread !== undefined]);

test.each([
  ['one language', [applicable('a', CILIUM), applicable('b', CILIUM), applicable('c')], []],
  ['languages of two sets', [applicable('a', CILIUM), applicable('b', ALPHA2), applicable('c')], []],
  ['two languages of one set', [applicable('a', CILIUM), applicable('b', CALICO), applicable('c')], ['a', 'b']],
  ['beside others', [applicable('a', CILIUM), applicable('b', ALPHA2), applicable('c', CALICO), applicable('d', CILIUM)], ['a', 'c', 'd']],
])('%s', (_, list, expected) => {
  expect(unreadOf(list).filter(([, unread]) => unread).map(([name]) => name)).toEqual(expected);
});

test('a rival may do anything in both directions, and keeps why it was not read before', () => {
  const [first, second] = withoutRivals([applicable('a', CILIUM), applicable('b', CALICO, 'refused')]);
  expect(first.policy).toMatchObject({ unread: 'no agent reads it together with policies of other agents, which select the pod, too', isolates: ['ingress', 'egress'], rules: [] });
  expect(second.policy.unread).toBe('refused');
});

test('nothing is copied where nothing changes', () => {
  const list = [applicable('a', CILIUM), applicable('b')];
  expect(withoutRivals(list)).toBe(list);
});
