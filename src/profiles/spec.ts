import type { Enforcement } from './enforcement';

/** What an agent has that deviates in nothing from the specification where that decides. */
export const NO_DEVIATIONS = {
  blocksMatchNodes: true,
  ownNode: 'unknown',
  policyTypes: 'as-written',
  eitherDirectionSuffices: false,
  undeclaredNamesOpenAll: false,
  exceptCutsWholeRule: false,
  egressNamesFromOwnNamespace: false,
  egressNamesSkipBlocks: false,
  calls: 'unknown',
  callsToItself: 'pass',
  baselinePass: 'as-written',
  hiddenLabels: [],
} as const satisfies Partial<Enforcement>;

/** The specification alone: what it leaves open is unknown. */
export const SPEC: Enforcement = {
  name: 'spec',
  enforces: true,
  blocksMatchPods: 'unknown',
  unknownAddresses: 'may-match',
  hostNetwork: 'unknown',
  ...NO_DEVIATIONS,
  source: 'https://kubernetes.io/docs/concepts/services-networking/network-policies/',
};

/** The evaluation of the compatible formats: every pod is an ordinary pod, and blocks match only addresses outside the cluster. */
export const COMPATIBLE: Enforcement = {
  ...SPEC,
  name: 'compatible',
  blocksMatchPods: 'no',
  unknownAddresses: 'never-match',
  hostNetwork: 'as-pods',
};
