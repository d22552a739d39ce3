import type { Cni } from './cni';
import { KNP_ENFORCEMENT, KUBE_NETWORK_POLICIES } from './kube-network-policies';

/** kindnet: what it enforces, with the source of each fact. */
export const KINDNET: Cni = {
  name: 'kindnet',
  title: 'kindnet (engine of kube-network-policies)',
  enforces: { answer: 'yes', note: 'kind 0.24 and later', source: 'kubernetes-sigs/kind fed2688, 2026-08-21' },
  endPort: KUBE_NETWORK_POLICIES.endPort,
  sctp: KUBE_NETWORK_POLICIES.sctp,
  namedPorts: KUBE_NETWORK_POLICIES.namedPorts,
  blocksMatchPods: KUBE_NETWORK_POLICIES.blocksMatchPods,
  hostNetwork: KUBE_NETWORK_POLICIES.hostNetwork,
  ipv6: KUBE_NETWORK_POLICIES.ipv6,
  ownNode: KUBE_NETWORK_POLICIES.ownNode,
  enforcement: { ...KNP_ENFORCEMENT, name: 'kindnet' },
};
