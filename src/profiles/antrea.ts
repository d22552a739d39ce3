import { Cni, NOT_FOUND } from './cni';
import { SPEC } from './spec';

const SOURCE = 'antrea-io/antrea v2.7.0, 2026-08-15';

/** Antrea: what it enforces, with the source of each fact. */
export const ANTREA: Cni = {
  name: 'antrea',
  title: 'Antrea',
  enforces: { answer: 'yes', source: SOURCE },
  endPort: { answer: 'yes', source: SOURCE },
  sctp: { answer: 'yes', source: SOURCE },
  namedPorts: { answer: 'yes', source: 'antrea-io/antrea issue 241, closed 2020' },
  blocksMatchPods: { answer: 'yes', note: 'inferred: flows match on addresses', source: SOURCE },
  hostNetwork: { answer: 'no', source: SOURCE },
  ipv6: { answer: 'yes', source: SOURCE },
  ownNode: NOT_FOUND,
  enforcement: { ...SPEC, name: 'antrea', blocksMatchPods: 'yes', hostNetwork: 'invisible', source: SOURCE },
};
