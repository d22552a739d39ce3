/** Makes a case a dump of a cluster: some of its pods get owners, and owners of owners, in the input or not. */
import type { Random } from './random';

type Json = any;

const GROUPS: Readonly<Record<string, string>> = {
  Deployment: 'apps/v1', ReplicaSet: 'apps/v1', StatefulSet: 'apps/v1', DaemonSet: 'apps/v1', Job: 'batch/v1', CronJob: 'batch/v1', Rollout: 'argoproj.io/v1alpha1', Postgres: 'example.org/v1',
};
const CHAINS: readonly (readonly string[])[] = [
  ['ReplicaSet', 'Deployment'], ['ReplicaSet', 'Deployment'], ['ReplicaSet', 'Rollout'], ['Job', 'CronJob'], ['Job'], ['StatefulSet'], ['DaemonSet'], ['StatefulSet', 'Postgres'], ['Postgres'],
  // a circle: a name of a kind is one object
  ['ReplicaSet', 'Deployment', 'ReplicaSet'],
];
const HASHES = ['6d5f7c9b8', '7f9c4d5b6'];

/** The reference of an object to its controller; wrong in some ways that the API server allows to be stored. */
function reference(random: Random, kind: string, name: string, uid: string | undefined): Json {
  const shown = uid === undefined || random.chance(0.2) ? undefined : random.chance(0.1) ? 'gone' : uid;
  return [{ apiVersion: GROUPS[kind], kind, name, ...(shown && { uid: shown }), controller: random.chance(0.95) }];
}

function nameOf(kind: string, name: string, hash: string): string {
  return kind === 'ReplicaSet' ? `${name}-${hash}` : kind === 'Job' ? `${name}-29000000` : name;
}

function templateOf(kind: string, template: Json, count: number | undefined): Json {
  if (kind === 'CronJob') return { jobTemplate: { spec: { template, parallelism: count } } };
  return { template, [kind === 'Job' ? 'parallelism' : 'replicas']: count };
}

/** One object of a chain above a pod. */
function controller(random: Random, kind: string, metadata: Json, pod: Json, hash: string): Json {
  const labels = { ...pod.metadata.labels };
  if (random.chance(0.2)) labels.tier = 'cache';
  if (random.chance(0.1)) delete labels.app;
  if (kind === 'ReplicaSet') labels['pod-template-hash'] = hash;
  if (kind === 'Job') labels['job-name'] = metadata.name;
  const spec = random.chance(0.1) ? { ...pod.spec, hostNetwork: !pod.spec.hostNetwork } : pod.spec;
  const count = random.pick([undefined, 1, 2, 3, ...(kind === 'ReplicaSet' ? [0] : [])]);
  const object: Json = { apiVersion: GROUPS[kind], kind, metadata, spec: templateOf(kind, { metadata: { labels }, spec }, count) };
  if (kind === 'Job' && random.chance(0.2)) object.status = { conditions: [{ type: 'Complete', status: 'True' }] };
  return object;
}

/** The objects above a pod, the nearest first; the pod gets its reference. */
function ownersOf(random: Random, pod: Json, name: string, hash: string): Json[] {
  const kinds = random.pick(CHAINS);
  const { namespace } = pod.metadata;
  const uidOf = (step: number) => (random.chance(0.6) ? `${step === 0 ? nameOf(kinds[0], name, hash) : name}-${step}` : undefined);
  const uids = kinds.map((_, step) => uidOf(step));
  if (kinds.length === 3) uids[2] = uids[0];
  const elsewhere = random.chance(0.1);
  const names = kinds.map((kind) => nameOf(kind, name, hash));
  pod.metadata.ownerReferences = reference(random, kinds[0], names[0], uids[0]);
  if (kinds[0] === 'ReplicaSet' && random.chance(0.85)) pod.metadata.labels = { ...pod.metadata.labels, 'pod-template-hash': hash };
  const made = kinds.map((kind, step) => {
    const metadata: Json = { ...(elsewhere ? { namespace: namespace === 'red' ? 'blue' : 'red' } : namespace && { namespace }), name: names[step], ...(uids[step] && { uid: uids[step] }) };
    if (step + 1 < kinds.length) metadata.ownerReferences = reference(random, kinds[step + 1], names[step + 1], uids[step + 1]);
    return kind === 'Postgres' ? { apiVersion: GROUPS[kind], kind, metadata, spec: {} } : controller(random, kind, metadata, pod, hash);
  });
  return made.slice(0, 2).filter(() => random.chance(0.75));
}

/** A few pods with owners; pods of one owner are copies, some of them from another revision, some ended. */
export function withOwners(random: Random, objects: readonly Json[]): Json[] {
  const result = objects.map((object) => object);
  const pods = objects.flatMap((object, i) => (object.kind === 'Pod' ? [i] : []));
  const added: Json[] = [];
  random.sample(pods, Math.min(pods.length, random.between(1, 3))).forEach((position, o) => {
    const pod = structuredClone(objects[position]);
    added.push(...ownersOf(random, pod, `o${o}`, HASHES[0]));
    result[position] = pod;
    if (random.chance(0.3)) pod.status = { ...pod.status, phase: random.pick(['Running', 'Succeeded', 'Failed']) };
    const copies = random.between(0, 2);
    for (let i = 0; i < copies; i++) {
      const copy = structuredClone(pod);
      copy.metadata.name += `-${i}`;
      delete copy.status;
      if (random.chance(0.3)) copy.metadata.labels = { ...copy.metadata.labels, tier: 'web' };
      added.push(copy);
    }
    if (random.chance(0.2)) added.push(...ownersOf(random, structuredClone(pod), `o${o}`, HASHES[1]).filter(({ kind }) => kind === 'ReplicaSet'));
  });
  const unique = new Map(added.map((object) => [`${object.kind}/${object.metadata.name}`, object]));
  return random.chance(0.5) ? [...unique.values(), ...result] : [...result, ...unique.values()];
}
