import type { Cni } from './cni';
import type { Enforcement } from './enforcement';
import { SPEC } from './spec';

/** Cilium for plain NetworkPolicy, as its own engine answers: two deviations from the specification. */
export const CILIUM: Enforcement = {
  ...SPEC,
  name: 'cilium',
  blocksMatchPods: 'no',
  blocksMatchNodes: false,
  hostNetwork: 'invisible',
  ownNode: 'policed',
  calls: 'translated',
  policyTypes: 'ignored-where-rules-exist',
  hiddenLabels: [
    'io.kubernetes*',
    'kubernetes.io*',
    'pod-template-hash',
    'controller-revision-hash',
    'statefulset.kubernetes.io/pod-name',
    'apps.kubernetes.io/pod-index',
    'batch.kubernetes.io/job-completion-index',
    'batch.kubernetes.io/controller-uid',
    'controller-uid',
    'topology.kubernetes.io*',
  ],
  source: "verdicts of the agent's own policy engine, v1.20.2, chart defaults (test/data/cilium)",
};

const RUN = CILIUM.source;
const AKS = 'MicrosoftDocs/azure-aks-docs fb060ab, 2026-08-21';

/** Cilium: what it enforces, with the source of each fact. */
export const CILIUM_CNI: Cni = {
  name: 'cilium',
  title: 'Cilium',
  enforces: { answer: 'yes', source: RUN },
  endPort: { answer: 'partly', note: 'from 1.17; ignored before', source: AKS },
  sctp: { answer: 'partly', note: 'behind a flag that is off by default', source: 'https://docs.cilium.io/en/stable/configuration/sctp/' },
  namedPorts: { answer: 'partly', note: 'wrong where one name has several numbers', source: 'cilium/cilium issue 30003' },
  blocksMatchPods: { answer: 'no', source: 'cilium/cilium issue 9209' },
  hostNetwork: { answer: 'no', note: 'host and remote-node identities', source: RUN },
  ipv6: { answer: 'yes', source: RUN },
  ownNode: { answer: 'no', source: AKS },
  enforcement: CILIUM,
};
