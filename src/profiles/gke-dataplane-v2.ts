import { Cni, NOT_FOUND } from './cni';

const SOURCE = 'https://cloud.google.com/kubernetes-engine/docs/concepts/dataplane-v2';

/** GKE Dataplane V2: what it enforces, with the source of each fact. */
export const GKE_DATAPLANE_V2: Cni = {
  name: 'gke-dataplane-v2',
  languages: ['cilium', 'gke-dataplane-v2'],
  title: 'GKE Dataplane V2',
  enforces: { answer: 'yes', source: SOURCE },
  endPort: { answer: 'unknown', note: 'depends on its version of Cilium', source: SOURCE },
  sctp: NOT_FOUND,
  namedPorts: NOT_FOUND,
  blocksMatchPods: { answer: 'no', note: 'inferred: it is built on Cilium', source: SOURCE },
  hostNetwork: { answer: 'no', note: 'inferred: it is built on Cilium', source: SOURCE },
  ipv6: NOT_FOUND,
  ownNode: NOT_FOUND,
};
