import { readObjects } from '../../src/analysis/session/read';
import { Engine } from '../../src/engine';
import { CNIS, MEASURED } from '../../src/profiles';
import type { Fact } from '../../src/profiles';

const FACTS = ['enforces', 'endPort', 'sctp', 'namedPorts', 'blocksMatchPods', 'hostNetwork', 'ipv6', 'ownNode'] as const;

test('the plugins that users name are there', () => {
  expect([...CNIS.keys()].sort()).toEqual([
    'antrea', 'aws-vpc-cni', 'azure-npm', 'calico', 'canal', 'cilium', 'flannel', 'gke-dataplane-v2', 'kindnet', 'kube-network-policies', 'kube-router', 'ovn-kubernetes', 'weave',
  ]);
});

describe.each([...CNIS])('%s', (name, cni) => {
  test('each cell has a source, and each answer in part says which', () => {
    for (const cell of FACTS) {
      const { answer, note, source } = cni[cell] as Fact;
      expect([cell, source]).not.toEqual([cell, '']);
      if (answer === 'partly') expect([cell, note]).not.toEqual([cell, undefined]);
    }
  });

  test('its verdicts rest on what the cells say', () => {
    const { enforcement } = cni;
    if (enforcement === undefined) return;
    expect(enforcement.name).toBe(name);
    expect(enforcement.enforces).toBe(cni.enforces.answer === 'yes');
    if (!enforcement.enforces) return;
    expect(enforcement.blocksMatchPods).toBe(cni.blocksMatchPods.answer);
    expect(enforcement.hostNetwork).toBe(cni.hostNetwork.answer === 'no' ? 'invisible' : 'unknown');
    // who does not resolve names, or only in part for other reasons than the measured ones, must not be judged by the words
    if (!MEASURED.includes(enforcement)) expect(['yes', 'partly']).toContain(cni.namedPorts.answer);
  });
});

test('what was measured is what is offered under the name', () => {
  for (const profile of MEASURED) expect(CNIS.get(profile.name)!.enforcement).toBe(profile);
});

test('with Flannel every connection passes, whatever the policies say, also those that could not be read', () => {
  const pod = (name: string) => ({ apiVersion: 'v1', kind: 'Pod', metadata: { namespace: 'shop', name }, spec: { containers: [] } });
  const deny = { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { namespace: 'shop', name: 'deny' }, spec: { podSelector: {}, policyTypes: ['Ingress', 'Egress'] } };
  const foreign = { apiVersion: 'cilium.io/v2', kind: 'CiliumNetworkPolicy', metadata: { namespace: 'shop', name: 'x' }, spec: {} };
  const { cluster, policies } = readObjects([pod('a'), pod('b'), deny, foreign]).decoded;
  const judge = (profile = CNIS.get('flannel')!.enforcement) => new Engine({ cluster, policies, ...(profile && { profile }) }).reach(0, 0);
  expect(judge().allowed.isAll()).toBe(true);
  expect(judge(CNIS.get('calico')!.enforcement).allowed.isEmpty()).toBe(true);
});
