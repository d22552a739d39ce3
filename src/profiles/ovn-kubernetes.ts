import { Cni, NOT_FOUND } from './cni';

const SOURCE = 'ovn-org/ovn-kubernetes 6c366bb, 2024-12-20';

/** OVN-Kubernetes: what it enforces, with the source of each fact. */
export const OVN_KUBERNETES: Cni = {
  name: 'ovn-kubernetes',
  title: 'OVN-Kubernetes',
  enforces: { answer: 'yes', source: SOURCE },
  endPort: { answer: 'yes', source: SOURCE },
  sctp: { answer: 'yes', source: SOURCE },
  namedPorts: { answer: 'no', note: 'a name becomes every port of its protocol', source: 'ovn-org/ovn-kubernetes 6c366bb, 2024-12-20, and issue 2117' },
  blocksMatchPods: { answer: 'yes', note: 'raw address match', source: SOURCE },
  hostNetwork: { answer: 'partly', note: 'a namespace selector alone leaves them out, with an empty pod selector beside it they are meant', source: 'ovn-org/ovn-kubernetes 6c366bb; OpenShift documentation 4.16 to 4.21' },
  ipv6: { answer: 'yes', source: SOURCE },
  ownNode: NOT_FOUND,
};
