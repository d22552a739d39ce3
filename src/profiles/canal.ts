import { CALICO, CALICO_ENFORCEMENT } from './calico';
import type { Cni } from './cni';

/** Canal: Calico policies on a flannel network: what it enforces, with the source of each fact. */
export const CANAL: Cni = {
  name: 'canal',
  languages: ['calico'],
  title: 'Canal (Calico policy on a Flannel network)',
  enforces: CALICO.enforces,
  endPort: CALICO.endPort,
  sctp: CALICO.sctp,
  namedPorts: CALICO.namedPorts,
  blocksMatchPods: CALICO.blocksMatchPods,
  hostNetwork: CALICO.hostNetwork,
  ipv6: CALICO.ipv6,
  ownNode: CALICO.ownNode,
  enforcement: { ...CALICO_ENFORCEMENT, name: 'canal' },
};
