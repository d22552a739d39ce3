import type { Cni } from './cni';
import type { Enforcement } from './enforcement';
import { SPEC } from './spec';

const SOURCE = 'kubernetes-sigs/kube-network-policies 5f81cc3, 2026-08-03';

/** Its engine agreed with the words in 685 440 verdicts; it settles what they leave open. */
export const KNP_ENFORCEMENT: Enforcement = {
  ...SPEC,
  name: 'kube-network-policies',
  blocksMatchPods: 'yes',
  hostNetwork: 'invisible',
  source: SOURCE,
};

/** kube-network-policies: what it enforces, with the source of each fact. */
export const KUBE_NETWORK_POLICIES: Cni = {
  name: 'kube-network-policies',
  title: 'kube-network-policies',
  enforces: { answer: 'yes', note: 'fails open until a pod is known', source: SOURCE },
  endPort: { answer: 'yes', source: SOURCE },
  sctp: { answer: 'yes', source: SOURCE },
  namedPorts: { answer: 'yes', source: SOURCE },
  blocksMatchPods: { answer: 'yes', source: SOURCE },
  hostNetwork: { answer: 'no', source: SOURCE },
  ipv6: { answer: 'yes', source: SOURCE },
  ownNode: { answer: 'no', source: SOURCE },
  enforcement: KNP_ENFORCEMENT,
};
