/**
 * Which objects show the same pods twice, from the words of the API: a controller reference names an object of the same namespace by kind, name
 * and uid; a Deployment makes ReplicaSets, a ReplicaSet and a Job make pods, a CronJob makes Jobs.
 * Naive on purpose: every question goes through all objects again.
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/owners-dependents/
 */
import { readLabels } from './selectors';
import { namespaceOf, podOf, readPorts } from './templates';
import { Raw, listOf } from './values';

/** Whom an object belongs to in the end, and how many pods it shows. */
interface Shown {
  readonly object: Raw;
  readonly kind: string;
  readonly name: string;
  readonly count: number;
}

const MADE_LABELS = ['pod-template-hash', 'rollouts-pod-template-hash', 'controller-uid', 'job-name', 'batch.kubernetes.io/controller-uid', 'batch.kubernetes.io/job-name'];
/** Kinds that own what owns pods, whether or not their objects are there. */
const ABOVE = ['apps/Deployment', 'extensions/Deployment', 'batch/CronJob', 'argoproj.io/Rollout', 'apps.openshift.io/DeploymentConfig'];

interface Reference {
  readonly kind: string;
  readonly name: string;
  readonly known: boolean;
  readonly object?: Raw;
}

function controllerOf(object: Raw): Raw {
  return listOf(object.metadata?.ownerReferences).find((one) => one.controller === true && one.kind !== 'Node');
}

/** What an object's controller reference leads to; undefined where it has none, or one that the API server holds for wrong. */
function ownerOf(object: Raw, objects: readonly Raw[]): Reference | undefined {
  const reference = controllerOf(object);
  if (!reference) return undefined;
  const namespace = namespaceOf(object);
  const named = objects.find((one) => podOf(one) && one.kind === reference.kind && one.metadata.name === reference.name
    && namespaceOf(one) === namespace);
  const known = ABOVE.includes(`${String(reference.apiVersion).split('/')[0]}/${reference.kind}`);
  if (reference.uid && named?.metadata.uid && named.metadata.uid !== reference.uid) return undefined;
  const isForeign = objects.some((one) => podOf(one) && one.metadata.uid === reference.uid && namespaceOf(one) !== namespace);
  if (reference.uid && !named?.metadata.uid && isForeign) return undefined;
  return { kind: reference.kind, name: reference.name, known, object: named };
}

/** How the API server writes the digits of a hash into a name. */
const SAFE = 'bcdfghjklmnpqrstvwxz2456789';
const DIGITS = [...'0123456789'].map((digit) => SAFE[digit.charCodeAt(0) % SAFE.length]);

function looksHashed(text: string): boolean {
  return (text.length >= 6 && text.length <= 10 && [...text].every((letter) => DIGITS.includes(letter))) || /^[0-9]{8,10}$/.test(text);
}

/** A ReplicaSet is called after its Deployment, a hyphen and the hash that its pods bear as a label, unless somebody took that off. */
function byHash(reference: Reference, pod: Raw, objects: readonly Raw[]): Raw {
  const hash = pod.metadata?.labels?.['pod-template-hash'];
  if (reference.kind !== 'ReplicaSet' || reference.object) return undefined;
  const found = objects.filter((one) => {
    if (!['Deployment', 'Rollout'].includes(one.kind) || !podOf(one) || namespaceOf(one) !== namespaceOf(pod)) return false;
    if (!reference.name.startsWith(`${one.metadata.name}-`)) return false;
    const rest = reference.name.slice(one.metadata.name.length + 1);
    return hash ? rest === hash : looksHashed(rest);
  });
  return found.length === 1 ? found[0] : undefined;
}

function topOf(object: Raw, objects: readonly Raw[]): { kind: string; name: string } {
  const own = { kind: object.kind, name: object.metadata.name };
  const first = ownerOf(object, objects);
  if (!first) return own;
  let reference = first;
  if (object.kind !== 'Pod') {
    if (!first.object && !first.known) return own;
  } else if (byHash(first, object, objects)) {
    reference = { ...first, object: byHash(first, object, objects) };
    reference = { kind: reference.object.kind, name: reference.object.metadata.name, known: true, object: reference.object };
  }
  for (let steps = 0; steps <= objects.length; steps++) {
    const above = reference.object && ownerOf(reference.object, objects);
    if (!above || (!above.object && !above.known)) return { kind: reference.kind, name: reference.name };
    reference = above;
  }
  // a circle: nothing above the first step is to be believed
  return object.kind === 'Pod' ? { kind: first.kind, name: first.name } : own;
}

function countOf(object: Raw): number {
  const { spec } = object;
  if (object.kind === 'CronJob') return spec.jobTemplate.spec.parallelism ?? 1;
  return (object.kind === 'Job' ? spec.parallelism : ['Pod', 'DaemonSet'].includes(object.kind) ? 1 : spec.replicas) ?? 1;
}

function hasEnded({ kind, status, spec, metadata }: Raw): boolean {
  if (kind === 'Pod') return ['Succeeded', 'Failed'].includes(status?.phase);
  if (!controllerOf({ metadata })) return false;
  if (kind === 'Job') return listOf(status?.conditions).some((one) => ['Complete', 'Failed'].includes(one.type) && one.status === 'True');
  return ['ReplicaSet', 'ReplicationController'].includes(kind) && spec.replicas === 0;
}

/** Whether what selectors, ports and hosts see of a template is there in what it made. */
function shows(made: Raw, template: Raw): boolean {
  const [own, asked] = [podOf(made), podOf(template)];
  const [labels, wanted] = [readLabels(own.metadata?.labels), readLabels(asked.metadata?.labels)];
  const ports = readPorts(own.spec).map((port) => JSON.stringify(port));
  return [...Object.keys(wanted)].every((key) => Object.hasOwn(labels, key) && labels[key] === wanted[key])
    && readPorts(asked.spec).every((port) => ports.includes(JSON.stringify(port)))
    && (own.spec?.hostNetwork === true) === (asked.spec?.hostNetwork === true);
}

function isCopy(made: Raw, template: Raw): boolean {
  const [own, asked] = [podOf(made), podOf(template)];
  const labels = Object.keys(own.metadata?.labels ?? {}).filter((key) => !MADE_LABELS.includes(key));
  return shows(made, template) && labels.every((key) => Object.hasOwn(asked.metadata?.labels ?? {}, key))
    && readPorts(own.spec).length === readPorts(asked.spec).length;
}

/** Every object that shows pods, each pod shown once. */
export function shownOf(all: readonly Raw[]): Shown[] {
  const objects = all.filter((object) => podOf(object));
  const shown = objects.filter((object) => !hasEnded(object)).map((object) => ({ object, ...topOf(object, objects), count: countOf(object) }));
  return shown.flatMap((one) => {
    if (one.object.kind === 'Pod') return [one];
    const namespace = namespaceOf(one.object);
    const family = shown.filter(({ object, kind, name }) => kind === one.kind && name === one.name && namespaceOf(object) === namespace);
    const pods = family.filter(({ object }) => object.kind === 'Pod');
    const isTop = ({ object, kind, name }: Shown) => object.kind === kind && object.metadata.name === name;
    const tops = family.filter((other) => other.object.kind !== 'Pod' && isTop(other));
    if (!isTop(one) && tops.some(({ object }) => isCopy(one.object, object))) return [];
    if (pods.some(({ object }) => shows(object, one.object))) return [];
    if (pods.length > 0) return [{ ...one, count: 0 }];
    const copies = isTop(one) ? family.filter((other) => !tops.includes(other) && isCopy(other.object, one.object)) : [];
    return [copies.length === 0 ? one : { ...one, count: copies.reduce((sum, { count }) => sum + count, 0) }];
  });
}
