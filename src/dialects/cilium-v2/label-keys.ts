import { ACCOUNT_PREFIX } from '../account-label';
import { labelKeyProblem } from '../names';
import { remembered } from '../remembered';

/** A key of a selector: where the label comes from, and its name. `any` means every source. */
export interface SourcedKey {
  readonly source: string;
  readonly key: string;
}

/** The sources of labels that pods can have. */
export const KUBERNETES: readonly string[] = ['any', 'k8s'];
/** The namespace of a pod, as a label of its identity. */
export const NAMESPACE = 'io.kubernetes.pod.namespace';
/** What the keys of labels of namespaces begin with. */
export const OF_NAMESPACE = 'io.cilium.k8s.namespace.labels.';
/** The cluster of a pod, as a label of its identity. */
export const CLUSTER = 'io.cilium.k8s.policy.cluster';
/** The name that a cluster has where no one gives it one. */
export const DEFAULT_CLUSTER = 'default';
/** The account of a pod, as a label of its identity. */
export const ACCOUNT = 'io.cilium.k8s.policy.serviceaccount';

/** The same as a label of a pod here. */
export const ACCOUNT_OF_POD = `${ACCOUNT_PREFIX}cilium`;

/** Kept although a pattern below matches. */
const KEPT = ['app.kubernetes.io', OF_NAMESPACE, NAMESPACE, CLUSTER];

/**
 * Labels of pods that Cilium keeps out of identities by default, by how their keys begin: no selector ever sees them.
 * @see https://docs.cilium.io/en/stable/operations/performance/scalability/identity-relevant-labels/
 */
const DROPPED = [
  'io.kubernetes', 'kubernetes.io', 'k8s.io', 'pod-template-generation', 'pod-template-hash', 'controller-revision-hash', 'annotation', 'etcd_node',
  'statefulset.kubernetes.io/pod-name', 'apps.kubernetes.io/pod-index', 'batch.kubernetes.io/job-completion-index', 'topology.kubernetes.io',
  'controller-uid', 'batch.kubernetes.io/controller-uid',
];

/** Whether a label of a pod never reaches its identity. */
export const isDropped = remembered((key) => {
  if (KEPT.some((start) => key.startsWith(start))) return false;
  return DROPPED.some((start) => key.startsWith(start)) || key.includes('beta.kubernetes.io');
});

/** `source:name`, or a name of any source. */
export const sourcedKey = remembered((text): SourcedKey => {
  const colon = text.indexOf(':');
  return colon < 0 ? { source: 'any', key: text } : { source: text.slice(0, colon), key: text.slice(colon + 1) };
});

/** What Cilium has against a key; a block of addresses may be the name of one. */
export const keyProblem = remembered((text): string | undefined => {
  const { source, key } = sourcedKey(text);
  if (text.includes(':') && !/^[a-z0-9][-a-z0-9.]*$/i.test(source)) return 'must have a source of letters, digits, `-` and `.` before the colon';
  if (source === 'cidr') return undefined;
  if (key.includes(':')) return 'must have one colon at most, after the source';
  return labelKeyProblem(key);
});
