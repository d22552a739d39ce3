import type { Enforcement } from './enforcement';
import { WORDS } from './words';

/** Cilium for plain NetworkPolicy, as its own engine answers: two departures from the words of the API. */
export const CILIUM: Enforcement = {
  ...WORDS,
  name: 'cilium',
  blocksMatchPods: 'no',
  hostNetwork: 'invisible',
  policyTypes: 'ignored-where-rules-exist',
  hiddenLabels: [
    'io.kubernetes*',
    'kubernetes.io*',
    'pod-template-hash',
    'controller-revision-hash',
    'statefulset.kubernetes.io/pod-name',
    'apps.kubernetes.io/pod-index',
    'batch.kubernetes.io/job-completion-index',
    'topology.kubernetes.io*',
  ],
  source: "verdicts of the agent's own policy engine, v1.20.2, chart defaults (test/data/cilium)",
};
