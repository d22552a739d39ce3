import type { Cni } from './cni';
import type { Enforcement } from './enforcement';
import { SPEC } from './spec';

const SOURCE = 'antrea-io/antrea v2.7.0, 2026-08-15';
const RUN = 'packets through antrea-io/antrea main of 2026-08-21, one node, IPv4 (test/conformance/antrea.test.ts)';

/** Antrea, as packets through it were answered: deviations from the specification, and from the policy API. */
const ENFORCEMENT: Enforcement = {
  ...SPEC,
  name: 'antrea',
  blocksMatchPods: 'yes',
  hostNetwork: 'invisible',
  ownNode: 'policed',
  policyTypes: 'ignored-where-rules-exist',
  egressNamesSkipBlocks: true,
  calls: 'translated',
  callsToItself: 'judged-at-egress',
  baselinePass: 'unreliable',
  source: RUN,
};

/** Antrea: what it enforces, with the source of each fact. */
export const ANTREA: Cni = {
  name: 'antrea',
  title: 'Antrea',
  enforces: { answer: 'yes', source: RUN },
  endPort: { answer: 'yes', source: RUN },
  sctp: { answer: 'yes', source: RUN },
  namedPorts: { answer: 'yes', note: 'not at pods that only blocks hold', source: RUN },
  blocksMatchPods: { answer: 'yes', source: RUN },
  hostNetwork: { answer: 'no', source: RUN },
  ipv6: { answer: 'yes', source: SOURCE },
  ownNode: { answer: 'no', source: RUN },
  enforcement: ENFORCEMENT,
};
