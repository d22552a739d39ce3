/** Advice writes NetworkPolicies; where policies of network agents decide, one that has no effect is no advice. */
import { adviceOn, API, DB, flow } from './world';

const calico = (name: string, spec: object) => ({
  ...{ apiVersion: 'projectcalico.org/v3', kind: 'GlobalNetworkPolicy', metadata: { name } },
  spec: { selector: 'all()', types: ['Ingress'], ...spec },
});
const cilium = (ingress: object) => ({
  ...{ apiVersion: 'cilium.io/v2', kind: 'CiliumNetworkPolicy', metadata: { name: 'closed', namespace: 'shop' } },
  spec: { endpointSelector: {}, ...ingress },
});
const antrea = (tier: string) => ({
  ...{ apiVersion: 'crd.antrea.io/v1beta1', kind: 'ClusterNetworkPolicy', metadata: { name: 'closed' } },
  spec: { tier, priority: 1, appliedTo: [{ namespaceSelector: {} }], ingress: [{ action: 'Drop' }] },
});
const TIER = { apiVersion: 'projectcalico.org/v3', kind: 'Tier', metadata: { name: 'first' }, spec: { order: 1 } };
const IN_TIER = { tier: 'first', selector: 'app == \'db\'', ingress: [{ action: 'Allow', protocol: 'UDP' }] };

test.each<[string, string, object[], boolean]>([
  ['a deny of Calico before a NetworkPolicy', 'calico', [calico('closed', { order: 999, ingress: [{ action: 'Deny' }] })], false],
  ['a deny of Calico behind it', 'calico', [calico('closed', { order: 1001, ingress: [{ action: 'Deny' }] })], true],
  ['the end of an own tier of Calico', 'calico', [TIER, calico('first.closed', IN_TIER)], false],
  ['the end of the default tier of Calico', 'calico', [calico('closed', { order: 1 })], true],
  ['a deny of Cilium', 'cilium', [cilium({ ingressDeny: [{ fromEntities: ['all'] }] })], false],
  ['isolation by Cilium', 'cilium', [cilium({ ingress: [{}] })], true],
  ['a drop of Antrea', 'antrea', [antrea('application')], false],
  ['a drop of Antrea in its baseline', 'antrea', [antrea('baseline')], true],
])('a NetworkPolicy is written where it has an effect, and else what decides is named: %s', async (_what, cni, policies, isOpened) => {
  const { missed, rules, proof } = await adviceOn([flow(API, DB, 5432)], {}, policies.map((policy) => JSON.stringify(policy)), { cni });
  expect([rules.length > 0, proof.admitted]).toEqual(isOpened ? [true, 1] : [false, 0]);
  const deciding = missed.flatMap(({ deniedBy }) => deniedBy.map(({ policy }) => policy.replace(/.*[/ .]/, '')));
  expect(deciding).toEqual(isOpened ? [] : ['closed']);
});

test('what policies of several agents say is no ground for an advice until the agent is named', async () => {
  const both = [
    calico('closed', { order: 999, selector: 'app == \'db\'', ingress: [{ action: 'Deny' }] }),
    cilium({ endpointSelector: { matchLabels: { app: 'api' } }, ingress: [{}] }),
  ];
  const texts = both.map((policy) => JSON.stringify(policy));
  const advised = (cni?: string) => adviceOn([flow(API, DB, 5432)], {}, texts, cni === undefined ? {} : { cni });
  const unnamed = await advised();
  expect([unnamed.rules.length, unnamed.proof.admitted]).toEqual([0, 0]);
  const why = [expect.stringContaining('policies of several agents (calico, cilium)')];
  expect(unnamed.missed.map((missed) => [missed.why, missed.deniedBy])).toEqual([[why, []]]);
  expect([(await advised('cilium')).proof.admitted, (await advised('calico')).proof.admitted]).toEqual([1, 0]);
});
