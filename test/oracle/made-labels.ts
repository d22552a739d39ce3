/**
 * What the controllers of Kubernetes write on the pods that they make, from the reference of well-known labels.
 * @see https://kubernetes.io/docs/reference/labels-annotations-taints/
 */
import type { Labels } from './selectors';
import type { Raw } from './values';

/** Pods that one object makes and that bear the same labels. */
interface Made {
  readonly known: Labels;
  /** Keys whose value only the controller knows. */
  readonly hidden: readonly string[];
  readonly count: number;
  readonly ordinal?: number;
}

const HASH = ['controller-revision-hash'];
const UID = ['controller-uid', 'batch.kubernetes.io/controller-uid'];
const JOB = ['job-name', 'batch.kubernetes.io/job-name'];
const INDEX = 'batch.kubernetes.io/job-completion-index';

const ORDINAL = ['statefulset.kubernetes.io/pod-name', 'apps.kubernetes.io/pod-index'];

/** Whether some text of the input is about one pod of a StatefulSet, and it has one. */
export function namesOrdinals(objects: readonly Raw[]): boolean {
  if (!objects.some(({ kind }) => kind === 'StatefulSet')) return false;
  const text = JSON.stringify(objects);
  return ORDINAL.some((key) => text.includes(`"${key}"`));
}

/** The labels of the pods of an object, `count` of them, one entry for those that are alike. `apart`: each pod of a StatefulSet by itself. */
export function madeLabels(object: Raw, count: number, apart: boolean): Made[] {
  const { kind, metadata, spec } = object;
  switch (kind) {
    case 'Deployment': return [{ known: {}, hidden: ['pod-template-hash'], count }];
    case 'Rollout': return [{ known: {}, hidden: ['rollouts-pod-template-hash'], count }];
    case 'DaemonSet': return [{ known: {}, hidden: [...HASH, 'pod-template-generation'], count }];
    case 'Job': return [{ known: Object.fromEntries(JOB.map((key) => [key, metadata.name])), hidden: [...UID, ...(spec.completionMode === 'Indexed' ? [INDEX] : [])], count }];
    case 'CronJob': return [{ known: {}, hidden: [...UID, ...JOB, ...(spec.jobTemplate.spec.completionMode === 'Indexed' ? [INDEX] : [])], count }];
    case 'StatefulSet': return apart ? ordinals(metadata.name, spec, count) : [{ known: {}, hidden: [...HASH, ...ORDINAL], count }];
    default: return [{ known: {}, hidden: [], count }];
  }
}

/** Each pod of a StatefulSet by itself, numbered from `spec.ordinals.start`. */
function ordinals(name: string, spec: Raw, count: number): Made[] {
  const start = spec.ordinals?.start ?? 0;
  return Array.from({ length: Math.max(count, 1) }, (_, i) => ({
    known: { 'statefulset.kubernetes.io/pod-name': `${name}-${start + i}`, 'apps.kubernetes.io/pod-index': String(start + i) },
    hidden: HASH,
    count: Math.min(count, 1),
    ordinal: start + i,
  }));
}
