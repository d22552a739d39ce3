import { COMPLETION_INDEX_LABEL, CONTROLLER_LABELS, JOB_NAME_LABELS, JOB_UID_LABELS } from '../../model';
import type { Origin, Workload } from '../../model';
import type { Labels } from '../../sets';
import type { AddedLabels } from '../added-labels';
import { fieldsOf } from '../manifest';
import type { Fields, Manifest } from '../manifest';

const NOTHING: AddedLabels = { known: {}, unknown: [] };

type Adds = (object: Manifest) => AddedLabels;

/**
 * By kind.
 * @see https://kubernetes.io/docs/reference/labels-annotations-taints/
 */
const BY_KIND: ReadonlyMap<string, Adds> = new Map<string, Adds>([
  ['Deployment', always('Deployment')],
  ['StatefulSet', always('StatefulSet')],
  ['DaemonSet', always('DaemonSet')],
  ['Job', ({ name, value }) => ({ known: named(JOB_NAME_LABELS, name), unknown: [...JOB_UID_LABELS, ...completionIndex(fieldsOf(value.spec))] })],
  // the Jobs of a CronJob have names with a time in them
  ['CronJob', ({ value }) => ({ known: {}, unknown: [...JOB_NAME_LABELS, ...JOB_UID_LABELS, ...completionIndex(fieldsOf(fieldsOf(fieldsOf(value.spec).jobTemplate).spec))] })],
  // https://docs.redhat.com/en/documentation/openshift_container_platform/4.20/html/building_applications/deployments
  ['DeploymentConfig', ({ name }) => ({ known: { deploymentconfig: name }, unknown: ['deployment'] })],
  // https://argo-rollouts.readthedocs.io/en/stable/features/specification/
  ['Rollout', always('Rollout')],
]);

/** Knative names its pods after the Service, and their labels after its configuration and revision. */
const KNATIVE: Adds = ({ name }) => ({
  known: { 'serving.knative.dev/service': name, 'serving.knative.dev/configuration': name },
  unknown: ['app', ...keysOf('Deployment'), ...keysOf('Configuration')],
});

/** What the controller of an object adds to the labels of its pods. */
export function addedLabels(object: Manifest): AddedLabels | undefined {
  if (object.apiVersion.startsWith('serving.knative.dev/')) return KNATIVE(object);
  return BY_KIND.get(object.kind)?.(object);
}

/**
 * The workloads with what their controllers add to the labels of their templates, by the origins of the objects. A label that a template
 * writes and a controller sets is the controller's.
 */
export function withAddedLabels(workloads: readonly Workload[], added: ReadonlyMap<Origin, AddedLabels>): readonly Workload[] {
  if (added.size === 0) return workloads;
  return workloads.map((workload) => {
    const { known, unknown: keys } = (workload.origin && added.get(workload.origin)) ?? NOTHING;
    if (keys.length === 0) return workload;
    const labels = known === NOTHING.known ? workload.labels : { ...workload.labels, ...known };
    return { ...workload, labels, unknownLabels: keys };
  });
}

/** All of the labels that are set for a kind, with values that are not known. */
function always(kind: string): Adds {
  const added: AddedLabels = { known: NOTHING.known, unknown: keysOf(kind) };
  return () => added;
}

function keysOf(kind: string): string[] {
  return CONTROLLER_LABELS.filter(({ kinds }) => kinds.includes(kind)).map(({ key }) => key);
}

function named(keys: readonly string[], value: string): Labels {
  return Object.fromEntries(keys.map((key) => [key, value]));
}

function completionIndex(spec: Fields): string[] {
  return spec.completionMode === 'Indexed' ? [COMPLETION_INDEX_LABEL] : [];
}
