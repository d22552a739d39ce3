import { CONTROLLER_LABELS } from '../../model';
import type { Owner } from '../dialect';
import { groupOf, isFields, listOf, textOf } from '../manifest';
import type { Fields } from '../manifest';

/**
 * The controller of an object. Static pods are owned by their node and stay pods of their own; an owner without kind counts as a Pod.
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/owners-dependents/
 */
export function controllerOf(metadata: Fields): Owner | undefined {
  if (metadata.ownerReferences === undefined) return undefined;
  for (const reference of listOf(metadata.ownerReferences)) {
    if (!isFields(reference) || reference.controller !== true || reference.kind === 'Node') continue;
    const name = textOf(reference.name);
    const apiVersion = textOf(reference.apiVersion);
    if (name !== undefined) return { kind: textOf(reference.kind) ?? 'Pod', name, uid: textOf(reference.uid), group: apiVersion === undefined ? undefined : groupOf(apiVersion) };
  }
  return undefined;
}

export function keyOf(namespace: string, kind: string, name: string): string {
  return `${namespace}/${kind}/${name}`;
}

/** Labels that controllers write into the templates of what they make. */
const MADE_LABELS: ReadonlySet<string> = new Set(CONTROLLER_LABELS.filter(({ on }) => on === 'templates').map(({ key }) => key));

export function isMadeLabel(key: string): boolean {
  return MADE_LABELS.has(key);
}

/** Kinds that own controllers of pods, though their objects may not be in the input, by API group. */
const TOP_KINDS: ReadonlyMap<string, readonly string[]> = new Map([
  ['Deployment', ['apps', 'extensions']],
  ['CronJob', ['batch']],
  ['Rollout', ['argoproj.io']],
  ['DeploymentConfig', ['apps.openshift.io', '']],
]);

/** Whether an owner is of a kind that is known to run pods; owners of other kinds (custom resources) name no workload but their own pods. */
export function isTopKind({ kind, group }: Owner): boolean {
  const groups = TOP_KINDS.get(kind);
  return groups !== undefined && (group === undefined || groups.includes(group));
}

/** How the API server writes a hash into a name (ten characters represent the digits), and how it did before version 1.8. */
const HASHED = /^(.+)-(?:[4-9bcdf]{6,10}|[0-9]{8,10})$/;

/**
 * The name of the Deployment (or Rollout) that made a ReplicaSet, where the ReplicaSet's name ends with a pod template hash: the value of
 * the label `pod-template-hash` when the labels have it, else a text of the hash's form.
 * @see https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#pod-template-hash-label
 */
export function withoutTemplateHash(name: string, labels: Readonly<Record<string, string>>): string | undefined {
  for (const label of ['pod-template-hash', 'rollouts-pod-template-hash']) {
    const hash = Object.hasOwn(labels, label) ? labels[label] : '';
    if (hash !== '') return name.endsWith(`-${hash}`) && name.length > hash.length + 1 ? name.slice(0, -hash.length - 1) : undefined;
  }
  return HASHED.exec(name)?.[1];
}
