import { Cni, NOT_FOUND } from './cni';

const SOURCE = 'weaveworks/weave 8c84763, 2022-11-23';

/** Weave Net: what it enforces, with the source of each fact. */
export const WEAVE: Cni = {
  name: 'weave',
  title: 'Weave Net',
  enforces: { answer: 'yes', note: 'archived', source: SOURCE },
  endPort: { answer: 'no', note: 'only `port` is read', source: SOURCE },
  sctp: NOT_FOUND,
  namedPorts: { answer: 'no', note: 'the whole policy is refused', source: SOURCE },
  blocksMatchPods: { answer: 'yes', note: 'inferred: sets of addresses', source: SOURCE },
  hostNetwork: { answer: 'no', source: SOURCE },
  ipv6: NOT_FOUND,
  ownNode: { answer: 'yes', source: SOURCE },
};
