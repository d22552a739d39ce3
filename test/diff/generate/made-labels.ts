/** Selectors on labels that controllers write on their pods. */
import type { Random } from './random';

type Json = any;

const KEYS = ['pod-template-hash', 'controller-revision-hash', 'job-name', 'batch.kubernetes.io/job-name', 'batch.kubernetes.io/controller-uid', 'statefulset.kubernetes.io/pod-name', 'apps.kubernetes.io/pod-index'];

function valuesOf(key: string, names: readonly string[], random: Random): string[] {
  const name = random.pick(names);
  if (key.endsWith('pod-name')) return random.pick([[`${name}-0`], [`${name}-1`], [`${name}-0`, `${name}-2`], ['other-0']]);
  if (key.endsWith('pod-index')) return random.pick([['0'], ['1'], ['2', '7'], ['x']]);
  return key.endsWith('job-name') ? [name] : ['6d5f7c9b8'];
}

function requirement(random: Random, names: readonly string[]): Json {
  const key = random.pick(KEYS);
  const operator = random.pick(['In', 'In', 'NotIn', 'Exists', 'DoesNotExist']);
  return operator.includes('Exist') ? { key, operator } : { key, operator, values: valuesOf(key, names, random) };
}

/** Every selector of pods in a manifest. */
function podSelectors(value: Json, into: Json[]): Json[] {
  if (typeof value !== 'object' || value === null) return into;
  for (const key of Object.keys(value)) {
    if (key === 'podSelector' && typeof value[key] === 'object' && value[key] !== null && !Array.isArray(value[key])) into.push(value[key]);
    else podSelectors(value[key], into);
  }
  return into;
}

/** The objects, with some selectors of pods that read such a label, too, or only that. */
export function withMadeLabels(random: Random, objects: readonly Json[]): Json[] {
  const isChanged = ({ kind }: Json) => kind.endsWith('Policy') || kind === 'StatefulSet';
  const copies = (structuredClone(objects.filter(isChanged)) as Json[]).values();
  const copy = objects.map((object) => (isChanged(object) ? copies.next().value : object));
  const names = copy.filter(({ kind }) => ['Deployment', 'StatefulSet', 'DaemonSet', 'Job', 'CronJob'].includes(kind)).map(({ metadata }) => metadata.name);
  if (names.length === 0) return copy;
  const selectors = podSelectors(copy.filter(({ kind }) => kind.endsWith('Policy')), []);
  for (const selector of random.sample(selectors, Math.min(selectors.length, random.between(1, 4)))) {
    if (random.chance(0.5)) delete selector.matchLabels;
    selector.matchExpressions = [requirement(random, names)];
  }
  for (const { kind, spec } of copy) if (kind === 'StatefulSet' && random.chance(0.3)) spec.ordinals = { start: random.between(1, 2) };
  return copy;
}
