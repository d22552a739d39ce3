/** The pods that controllers make of templates, with the labels that they write. */
import type { Random } from './random';

type Json = any;

export interface Made {
  readonly owner: { readonly kind: string; readonly place: string };
  /** Between the owner and the pod: a ReplicaSet, a Job; without its template. */
  readonly above?: Json;
  /** Without what its template says. */
  readonly pod: Json;
}

const HASHES = ['6d5f7c9b8', '7f9c4d5b6'];

/** A few, or as many as the template asks for. */
function countOf({ kind, spec }: Json, random: Random): number {
  if (kind === 'Job' || kind === 'CronJob') return 1;
  return kind === 'DaemonSet' ? random.between(1, 2) : spec.replicas ?? 1;
}

/** Every pod that runs of an object, or not all of them yet. */
export function madePods(random: Random, object: Json, number: number): Made[] {
  const { kind, metadata, spec } = object;
  const hash = random.pick(HASHES);
  const [labels, above] = controllerOf(object, hash);
  const first = spec.ordinals?.start ?? 0;
  return random.times(countOf(object, random), (i) => {
    const isNumbered = kind === 'StatefulSet';
    const name = isNumbered ? `${metadata.name}-${first + i}` : `${above?.metadata.name ?? metadata.name}-x${number}k${i}p`;
    const own = isNumbered ? { 'statefulset.kubernetes.io/pod-name': name, 'apps.kubernetes.io/pod-index': String(first + i) } : {};
    const owner = above ?? object;
    const address = `10.0.${random.between(1, 3)}.${100 + number * 4 + i}`;
    const isHost = (kind === 'CronJob' ? spec.jobTemplate.spec : spec).template.spec.hostNetwork === true;
    const ownerReferences = [{ apiVersion: owner.apiVersion, kind: owner.kind, name: owner.metadata.name, controller: true }];
    return {
      owner: { kind, place: `${metadata.namespace || 'default'}/${metadata.name}` },
      ...(above && { above }),
      pod: {
        apiVersion: 'v1',
        kind: 'Pod',
        metadata: { name, namespace: metadata.namespace, labels: { ...labels, ...own }, ownerReferences },
        spec: random.chance(0.5) ? { nodeName: random.pick(['node-0', 'node-1', 'more-0']) } : {},
        ...(!isHost && random.chance(0.7) && { status: { podIP: address, podIPs: [{ ip: address }] } }),
      },
    };
  });
}

/** What a controller writes on its pods, and what stands between it and them. */
function controllerOf({ apiVersion, kind, metadata }: Json, hash: string): [Json, Json?] {
  const above = (middle: string, group: string, name: string, spec: Json) => ({
    apiVersion: group,
    kind: middle,
    metadata: { name, namespace: metadata.namespace, ownerReferences: [{ apiVersion, kind, name: metadata.name, controller: true }] },
    spec,
  });
  const job = (name: string) => ({ 'job-name': name, 'batch.kubernetes.io/job-name': name, 'controller-uid': hash, 'batch.kubernetes.io/controller-uid': hash });
  switch (kind) {
    case 'Deployment': return [{ 'pod-template-hash': hash }, above('ReplicaSet', 'apps/v1', `${metadata.name}-${hash}`, { replicas: 1 })];
    case 'CronJob': return [job(`${metadata.name}-29000000`), above('Job', 'batch/v1', `${metadata.name}-29000000`, {})];
    case 'Job': return [job(metadata.name)];
    case 'DaemonSet': return [{ 'controller-revision-hash': hash, 'pod-template-generation': '1' }];
    case 'StatefulSet': return [{ 'controller-revision-hash': hash }];
    default: return [{}];
  }
}
