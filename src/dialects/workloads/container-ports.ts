import type { ContainerPort } from '../../model';
import type { Protocol } from '../../sets';
import type { DecodeSink } from '../dialect';
import type { ObjectProblems } from '../object-problems';
import { fieldsOf, isFields, listOf } from '../manifest';
import type { Fields, Manifest } from '../manifest';
import { portNameProblem } from '../names';
import type { Place } from '../place';
import { quote } from '../../text/quote';

const NONE: readonly ContainerPort[] = Object.freeze([]);

/**
 * The ports that the containers of a pod declare. Of the init containers only those that stay (sidecars: `restartPolicy: Always`) count.
 * @see https://kubernetes.io/docs/concepts/workloads/pods/sidecar-containers/
 */
export function decodePorts(spec: Fields, place: () => Place, object: Manifest, sink: DecodeSink): readonly ContainerPort[] {
  if (!Array.isArray(spec.containers)) {
    const code = (spec.containers ?? null) === null ? 'missing-field' : 'wrong-type';
    sink.problemsOf(object).add(code, place().at('containers'), `must be a list of containers, got ${quote(spec.containers)}`);
    return NONE;
  }
  const sidecars = sidecarsOf(spec.initContainers);
  const stays = sidecars.some(isContainer);
  if (!stays && repeats(spec.containers)) return last;
  const before = sink.problems.length;
  const ports = decodeContainers(spec.containers, 'containers', place, object, sink);
  if (stays) return [...ports, ...decodeContainers(sidecars, 'initContainers', place, object, sink)];
  // what was reported must be reported again
  if (sink.problems.length === before) last = ports;
  return ports;
}

const NO_CONTAINERS: readonly unknown[] = [];

/** The containers that stay, each in its place; `null` for the others. */
function sidecarsOf(containers: unknown): readonly unknown[] {
  if (containers === undefined) return NO_CONTAINERS;
  return listOf(containers).map((container) => (fieldsOf(container).restartPolicy === 'Always' ? container : null));
}

function isContainer(value: unknown): boolean {
  return value !== null;
}

/** Pods of one owner mostly follow each other, and declare the same ports: these are kept once, and read once. */
function repeats(containers: readonly unknown[]): boolean {
  let at = 0;
  for (let c = 0; c < containers.length; c++) {
    const items = fieldsOf(containers[c]).ports;
    if (items === undefined || items === null) continue;
    if (!Array.isArray(items)) return false;
    for (let i = 0; i < items.length; i++, at++) {
      const { name, containerPort, protocol = 'TCP' } = fieldsOf(items[i]);
      if (at >= last.length || name !== last[at].name || containerPort !== last[at].port || protocol !== last[at].protocol) return false;
    }
  }
  return at === last.length;
}

let last: readonly ContainerPort[] = NONE;

function decodeContainers(
  containers: readonly unknown[],
  list: string,
  place: () => Place,
  object: Manifest,
  sink: DecodeSink,
): readonly ContainerPort[] {
  let ports: ContainerPort[] | undefined;
  for (let c = 0; c < containers.length; c++) {
    const container = containers[c];
    const items = isFields(container) ? container.ports : undefined;
    if (items === undefined || items === null) continue;
    const inside = () => place().at(list).at(c).at('ports');
    if (!Array.isArray(items)) {
      sink.problemsOf(object).add('wrong-type', inside(), `must be a list, got ${quote(items)}`);
      continue;
    }
    for (let i = 0; i < items.length; i++) {
      const port = decodePort(fieldsOf(items[i])) ?? explain(items[i], inside().at(i), sink.problemsOf(object));
      if (port === undefined) continue;
      if (ports === undefined) ports = [port];
      else ports.push(port);
    }
  }
  return ports ?? NONE;
}

function decodePort({ containerPort, protocol = 'TCP', name }: Fields): ContainerPort | undefined {
  if (typeof containerPort !== 'number' || !isPort(containerPort) || !isProtocol(protocol)) return undefined;
  if (name === undefined) return { port: containerPort, protocol };
  return typeof name === 'string' && portNameProblem(name) === undefined ? { name, port: containerPort, protocol } : undefined;
}

/** Says what is wrong with a port, and keeps as much of it as can be read. */
function explain(value: unknown, place: Place, problems: ObjectProblems): ContainerPort | undefined {
  const { containerPort, protocol, name } = fieldsOf(value);
  const numbered = typeof containerPort === 'number' && isPort(containerPort);
  if (!numbered) problems.add('invalid-value', place.at('containerPort'), `must be a whole number between 1 and 65535, got ${quote(containerPort)}`);
  const known = (protocol ?? '') === '' ? 'TCP' : protocol;
  if (!isProtocol(known)) problems.add('invalid-value', place.at('protocol'), `must be TCP, UDP or SCTP, got ${quote(protocol)}`);
  const named = typeof name === 'string' && name !== '';
  const problem = named ? portNameProblem(name) : (name ?? '') === '' ? undefined : 'must be a text';
  if (problem !== undefined) problems.add('invalid-value', place.at('name'), `${problem}, got ${quote(name)}`);
  return numbered && isProtocol(known) ? { ...(named && { name }), port: containerPort, protocol: known } : undefined;
}

function isPort(value: number): boolean {
  return Number.isInteger(value) && value >= 1 && value <= 65535;
}

export function isProtocol(value: unknown): value is Protocol {
  return value === 'TCP' || value === 'UDP' || value === 'SCTP';
}
