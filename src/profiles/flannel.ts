import type { Cni } from './cni';
import { SPEC } from './spec';

const SOURCE = 'flannel-io/flannel cdf7605, 2026-08-14';

/** flannel: what it enforces, with the source of each fact. */
export const FLANNEL: Cni = {
  name: 'flannel',
  title: 'Flannel',
  enforces: { answer: 'no', note: 'run an agent that enforces them; if its chart runs kube-network-policies beside it, name that one', source: SOURCE },
  endPort: { answer: 'no', note: 'nothing is enforced', source: SOURCE },
  sctp: { answer: 'no', note: 'nothing is enforced', source: SOURCE },
  namedPorts: { answer: 'no', note: 'nothing is enforced', source: SOURCE },
  blocksMatchPods: { answer: 'no', note: 'nothing is enforced', source: SOURCE },
  hostNetwork: { answer: 'no', note: 'nothing is enforced', source: SOURCE },
  ipv6: { answer: 'no', note: 'nothing is enforced', source: SOURCE },
  ownNode: { answer: 'yes', note: 'nothing is enforced', source: SOURCE },
  enforcement: { ...SPEC, name: 'flannel', enforces: false, source: SOURCE },
};
