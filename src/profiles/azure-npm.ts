import type { Cni } from './cni';
import { SPEC } from './spec';

const SOURCE = 'MicrosoftDocs/azure-aks-docs fb060ab, 2026-08-21';
const NPM = 'Azure/azure-container-networking cbd7560, 2026-08-20';

/** Azure NPM: what it enforces, with the source of each fact. */
export const AZURE_NPM: Cni = {
  name: 'azure-npm',
  title: 'Azure Network Policy Manager',
  enforces: { answer: 'yes', note: 'ends 2026-09-30 on Windows, 2028-09-30 on Linux', source: SOURCE },
  endPort: { answer: 'yes', source: NPM },
  sctp: { answer: 'partly', note: 'Linux, not Windows', source: NPM },
  namedPorts: { answer: 'partly', note: 'Linux, not Windows', source: NPM },
  blocksMatchPods: { answer: 'yes', source: SOURCE },
  hostNetwork: { answer: 'no', source: NPM },
  ipv6: { answer: 'no', source: SOURCE },
  ownNode: { answer: 'yes', source: SOURCE },
  enforcement: { ...SPEC, name: 'azure-npm', blocksMatchPods: 'yes', hostNetwork: 'invisible', source: NPM },
};
