import type { DecodeSink } from '../dialect';
import { fieldsOf, isFields, listOf, textOf } from '../manifest';
import type { Fields, Manifest } from '../manifest';
import { Place } from '../place';
import { quote } from '../../text/quote';
import { NO_ADDRESSES } from './addresses';
import { decodePorts } from './container-ports';
import { decodeLabels } from './labels';
import { addedLabels } from './controller-labels';
import { controllerOf } from './owner';
import { isHostNetwork, serviceAccountOf } from './pod';
import { checkSelector } from './template-selector';

/** Where the kinds keep their pod template, and the field that says how many pods there are; one where that is not written there. */
interface TemplateKind {
  readonly path: readonly string[];
  readonly count?: readonly string[];
}

const TEMPLATE = ['spec', 'template'];
const SCALED: TemplateKind = { path: TEMPLATE, count: ['spec', 'replicas'] };
const CRON: TemplateKind = { path: ['spec', 'jobTemplate', ...TEMPLATE], count: ['spec', 'jobTemplate', 'spec', 'parallelism'] };

export const TEMPLATE_KINDS: ReadonlyMap<string, TemplateKind> = new Map([
  ['Deployment', SCALED],
  ['ReplicaSet', SCALED],
  ['StatefulSet', SCALED],
  ['ReplicationController', SCALED],
  ['DaemonSet', { path: TEMPLATE }],
  ['Job', { path: TEMPLATE, count: ['spec', 'parallelism'] }],
  ['CronJob', CRON],
]);

/** Whether an object of any kind holds a pod template where the usual kinds have it. */
export function hasPodTemplate(value: Fields): boolean {
  return [SCALED, CRON].some(({ path }) => Array.isArray(fieldsOf(at(value, [...path, 'spec'])).containers));
}

/** The pods of a template, as one workload. */
export function decodeTemplate(object: Manifest, sink: DecodeSink): void {
  const kind = TEMPLATE_KINDS.get(object.kind) ?? (Array.isArray(fieldsOf(at(object.value, [...TEMPLATE, 'spec'])).containers) ? SCALED : CRON);
  const template = at(object.value, kind.path);
  const place = () => kind.path.reduce<Place>((outer, step) => outer.at(step), Place.TOP);
  if (!isFields(template)) {
    sink.problemsOf(object).add(template === undefined ? 'missing-field' : 'wrong-type', place(), `must be a pod template, got ${quote(template)}`);
    return;
  }
  if ((template.metadata ?? null) !== null && !isFields(template.metadata)) {
    sink.problemsOf(object).add('wrong-type', place().at('metadata'), `must be an object, got ${quote(template.metadata)}`);
  }
  checkSelector(object, fieldsOf(template.metadata).labels, sink);
  const spec = fieldsOf(template.spec);
  const atSpec = () => place().at('spec');
  const replicas = decodeCount(object, kind.count, sink);
  const added = addedLabels(object);
  if (added !== undefined) sink.addedLabels.set(object.origin, added);
  sink.controllers.push({
    namespace: object.namespace!,
    kind: object.kind,
    name: object.name,
    uid: textOf(object.metadata.uid),
    owner: controllerOf(object.metadata),
    isIdle: SETS.includes(object.kind) ? replicas === 0 : object.kind === 'Job' && hasEnded(object.value),
  });
  sink.workloads.push({
    namespace: object.namespace!,
    name: object.name,
    kind: object.kind,
    labels: decodeLabels(fieldsOf(template.metadata).labels, () => place().at('metadata').at('labels'), object, sink),
    ports: decodePorts(spec, atSpec, object, sink),
    addresses: NO_ADDRESSES,
    hostNetwork: isHostNetwork(spec, atSpec, object, sink),
    replicas,
    ...(mayScale(object, kind) && { mayScale: true, ...(!['DaemonSet', 'CronJob'].includes(object.kind) && { isCountUnwritten: true }) }),
    ...(object.kind === 'StatefulSet' && { firstOrdinal: firstOrdinal(object) }),
    node: textOf(spec.nodeName),
    serviceAccount: serviceAccountOf(spec),
    origin: object.origin,
  });
}

/** What a Deployment makes anew for each revision. */
const SETS = ['ReplicaSet', 'ReplicationController'];

/** @see https://kubernetes.io/docs/concepts/workloads/controllers/job/#job-termination-and-cleanup */
function hasEnded(job: Fields): boolean {
  return listOf(at(job, ['status', 'conditions'])).some((condition) => isFields(condition) && condition.status === 'True' && (condition.type === 'Complete' || condition.type === 'Failed'));
}

/** @see https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#start-ordinal */
function firstOrdinal({ value }: Manifest): number {
  const start = at(value, ['spec', 'ordinals', 'start']);
  return typeof start === 'number' && Number.isInteger(start) && start >= 0 ? start : 0;
}

/** Whether something else than the object says how many pods there are: the nodes, or what scales it, where the object leaves it open. */
function mayScale({ kind, value }: Manifest, { count }: TemplateKind): boolean {
  if (kind === 'DaemonSet') return true;
  if (kind === 'CronJob') return !['Forbid', 'Replace'].includes(textOf(fieldsOf(value.spec).concurrencyPolicy) ?? '');
  return kind !== 'Job' && count !== undefined && (at(value, count) ?? null) === null;
}

function decodeCount(object: Manifest, path: readonly string[] | undefined, sink: DecodeSink): number {
  const value = path === undefined ? undefined : at(object.value, path);
  if (value === undefined || value === null) return 1;
  if (typeof value === 'number' && Number.isInteger(value) && value >= 0 && value < 2 ** 31) return value;
  const place = path!.reduce<Place>((outer, step) => outer.at(step), Place.TOP);
  sink.problemsOf(object).add('invalid-value', place, `must be a whole number of at least 0, got ${quote(value)}`);
  return 1;
}

function at(value: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>((outer, step) => fieldsOf(outer)[step], value);
}
