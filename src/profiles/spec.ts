import type { Enforcement } from './enforcement';

/** The words of the API alone: what they leave open is unknown. */
export const SPEC: Enforcement = {
  name: 'spec',
  enforces: true,
  blocksMatchPods: 'unknown',
  unknownAddresses: 'may-match',
  hostNetwork: 'unknown',
  policyTypes: 'as-written',
  eitherDirectionSuffices: false,
  undeclaredNamesOpenAll: false,
  exceptCutsWholeRule: false,
  egressNamesFromOwnNamespace: false,
  hiddenLabels: [],
  source: 'https://kubernetes.io/docs/concepts/services-networking/network-policies/',
};

/** The reading of the compatible forms: every pod is an ordinary pod, and blocks are about addresses outside the cluster. */
export const COMPATIBLE: Enforcement = {
  ...SPEC,
  name: 'compatible',
  blocksMatchPods: 'no',
  unknownAddresses: 'never-match',
  hostNetwork: 'as-pods',
};
