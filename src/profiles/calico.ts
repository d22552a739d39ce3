import type { Cni } from './cni';
import type { Enforcement } from './enforcement';
import { SPEC } from './spec';

const SOURCE = 'projectcalico/calico v3.32.1, 2026-06-24';

/** Felix departs from the words nowhere that was seen: it only settles what they leave open. */
export const CALICO_ENFORCEMENT: Enforcement = {
  ...SPEC,
  name: 'calico',
  blocksMatchPods: 'yes',
  hostNetwork: 'invisible',
  calls: 'translated',
  source: SOURCE,
};

/** Calico: what it enforces, with the source of each fact. */
export const CALICO: Cni = {
  name: 'calico',
  title: 'Calico',
  enforces: { answer: 'yes', source: SOURCE },
  endPort: { answer: 'yes', source: SOURCE },
  sctp: { answer: 'yes', source: SOURCE },
  namedPorts: { answer: 'yes', note: 'both directions', source: 'tigera/docs f2a2762, 2026-08-21' },
  blocksMatchPods: { answer: 'yes', source: 'https://github.com/projectcalico/calico/issues/6634 and recorded packets of Felix (119 policy sets)' },
  hostNetwork: { answer: 'no', note: 'their traffic is node traffic', source: SOURCE },
  ipv6: { answer: 'yes', source: SOURCE },
  ownNode: { answer: 'partly', note: 'policy first, then DefaultEndpointToHostAction', source: SOURCE },
  enforcement: CALICO_ENFORCEMENT,
};
