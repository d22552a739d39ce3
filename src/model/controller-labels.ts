/** A label that nothing but the controller of an object sets on its pods. */
interface ControllerLabel {
  readonly key: string;
  /** The kinds of these objects. */
  readonly kinds: readonly string[];
  /** Whether it also stands in the templates of what the controller makes (ReplicaSets, Jobs), or on pods alone. */
  readonly on: 'templates' | 'pods';
  /** What has another value: the next revision of the object, its next run, or its next pod. */
  readonly differsBy: 'revision' | 'run' | 'pod';
}

/** The name and the number of a pod with an ordinal. */
export const POD_NAME_LABEL = 'statefulset.kubernetes.io/pod-name';
export const POD_INDEX_LABEL = 'apps.kubernetes.io/pod-index';
export const COMPLETION_INDEX_LABEL = 'batch.kubernetes.io/job-completion-index';
export const JOB_NAME_LABELS = ['batch.kubernetes.io/job-name', 'job-name'];
export const JOB_UID_LABELS = ['batch.kubernetes.io/controller-uid', 'controller-uid'];

const ofRevision = (kinds: readonly string[], on: ControllerLabel['on'], ...keys: readonly string[]) =>
  keys.map((key): ControllerLabel => ({ key, kinds, on, differsBy: 'revision' }));
const ofRun = (...keys: readonly string[]) => keys.map((key): ControllerLabel => ({ key, kinds: ['Job', 'CronJob'], on: 'templates', differsBy: 'run' }));
const ofPod = (kinds: readonly string[], ...keys: readonly string[]) => keys.map((key): ControllerLabel => ({ key, kinds, on: 'pods', differsBy: 'pod' }));

/**
 * Names that users give to labels of their own (`app`, `deployment`) are not among them, though some controllers set these, too.
 * @see https://kubernetes.io/docs/reference/labels-annotations-taints/
 * @see https://argo-rollouts.readthedocs.io/en/stable/features/specification/
 * @see https://knative.dev/docs/serving/services/
 */
export const CONTROLLER_LABELS: readonly ControllerLabel[] = [
  ...ofRevision(['Deployment'], 'templates', 'pod-template-hash'),
  ...ofRevision(['Rollout'], 'templates', 'rollouts-pod-template-hash'),
  ...ofRevision(['StatefulSet', 'DaemonSet'], 'pods', 'controller-revision-hash'),
  ...ofRevision(['DaemonSet'], 'pods', 'pod-template-generation'),
  ...ofPod(['StatefulSet'], POD_NAME_LABEL, POD_INDEX_LABEL),
  ...ofRun(...JOB_NAME_LABELS, ...JOB_UID_LABELS),
  ...ofPod(['Job', 'CronJob'], COMPLETION_INDEX_LABEL),
  ...ofRevision(['Configuration'], 'templates', 'serving.knative.dev/configurationGeneration', 'serving.knative.dev/configurationUID',
    'serving.knative.dev/revision', 'serving.knative.dev/revisionUID', 'serving.knative.dev/serviceUID'),
];

export const CONTROLLER_LABEL_KEYS: ReadonlySet<string> = new Set(CONTROLLER_LABELS.map(({ key }) => key));
