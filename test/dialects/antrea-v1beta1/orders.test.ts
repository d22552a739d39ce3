import { decode } from '../../../src/dialects';

const rule = { action: 'Allow', from: [{ podSelector: {} }] };

function policy(namespace: string | undefined, appliedTo: object): unknown {
  return {
    apiVersion: 'crd.antrea.io/v1beta1',
    kind: namespace === undefined ? 'ClusterNetworkPolicy' : 'NetworkPolicy',
    metadata: { name: 'p', ...(namespace !== undefined && { namespace }) },
    spec: { priority: 5, appliedTo: [appliedTo], ingress: [rule, { action: 'Drop' }] },
  };
}

/** How many policies the objects are, each with rules that stand together. */
const parts = (...objects: readonly unknown[]) => decode(objects.map((value) => ({ value }))).policies.map(({ rules }) => rules.length);

test('rules of equal priority run by their position only among policies that may be about one pod', () => {
  const pods = { podSelector: {} };
  expect(parts(policy('a', pods), policy('b', pods))).toEqual([2, 2]);
  expect(parts(policy('a', pods), policy(undefined, pods))).toEqual([1, 1, 1, 1]);
  // a group may have pods of another namespace
  const group = { apiVersion: 'crd.antrea.io/v1beta1', kind: 'Group', metadata: { name: 'g', namespace: 'b' }, spec: pods };
  expect(parts(group, policy('a', pods), policy('b', { group: 'g' }))).toEqual([1, 1, 1, 1]);
  expect(parts(policy('a', pods), policy('b', pods), policy(undefined, pods))).toEqual([1, 1, 1, 1, 1, 1]);
});
