import type { IConstruct } from 'constructs';
import { podTemplatesOf, ReadObject, readObjects } from '../../app';
import { fail } from '../../errors';
import type { Service } from '../../model';
import { Labels, LabelSelector, Protocol } from '../../sets';
import { show } from '../../text/show';
import { checkLabels, checkNamespaceName } from '../input';
import { foreignSelector } from './foreign-selector';
import type { PodShape } from './pod-shape';
import { Port } from './port';

/** Whether a value is a construct, of any copy of the library. */
function isConstruct(value: any): value is IConstruct {
  return typeof value?.node?.findAll === 'function' && Array.isArray(value.node.scopes);
}

/**
 * A reader of the pods behind a construct that is not of cdk8s-plus: its workloads, else the pods that its Services select, else its
 * Namespaces where these are meant, too. An `ApiObject`, an object of `cdk8s import`, an `Include`, a `Helm` chart, a construct that holds some of these, and a fence.
 */
export function readConstruct(value: any, pods: 'alone' | 'or namespaces'): (() => PodShape[]) | undefined {
  if (typeof value?._fencedNamespace === 'function') return () => [wholeNamespace((value as { _fencedNamespace(): string })._fencedNamespace())];
  if (!isConstruct(value)) return undefined;
  return () => {
    const objects = readObjects(value);
    const workloads = objects.filter(({ workload }) => workload !== undefined);
    if (workloads.length > 0) return workloads.map((object) => podsOfWorkload(object, value.node.root));
    const services = objects.filter(({ service }) => service !== undefined);
    if (services.length > 0) return services.map(podsOfService);
    return pods === 'alone' ? [] : objects.filter(({ json }) => json.kind === 'Namespace' && json.apiVersion === 'v1').map(({ json }) => wholeNamespace(json.metadata?.name));
  };
}

function wholeNamespace(name: unknown): PodShape {
  return shapeOf(checkNamespaceName(name, 'the name of a namespace'), () => LabelSelector.EVERYTHING, LabelSelector.EVERYTHING, []);
}

/** A controller's own selector, for it says which pods are its own; else all labels of the pods. */
function podsOfWorkload({ json, path, namespace, workload }: ReadObject, root: IConstruct): PodShape {
  const { labels: found, ports, hostNetwork, name } = workload!;
  if (hostNetwork) {
    fail('host-network', `the pods of a policy must have a network of their own, got ${show(path)} on the host network`, 'policies do not reach it: name node addresses by `Peer.cidr(…)`, or leave it out');
  }
  const labels = checkLabels(found, 'pod labels');
  const unlabelled = () => {
    const what = `the pods of ${show(path)} cannot be told from others, got labels ${show(labels)}`;
    return fail('pods-unlabelled', what, 'give them a label of their own, or write `PodSelector.labels({…})` to mean all of them');
  };
  if (Object.keys(labels).length === 0) unlabelled();
  const { selector: written } = (json.spec ?? {}) as { readonly selector?: Record<string, unknown> };
  const hasSelector = Object.keys({ ...written?.matchLabels as object, ...written?.matchExpressions as object }).length > 0;
  const selector = hasSelector ? foreignSelector(written, 'the selector of the workload') : LabelSelector.labels(labels);
  const checked = (): LabelSelector => {
    const isOther = (other: { readonly path: string; readonly name: string }) => other.path !== path || other.name !== name;
    const isShared = podTemplatesOf(root).some((other) => isOther(other) && mayShare(other.namespace, namespace) && selector.matches(other.labels));
    return isShared ? unlabelled() : selector;
  };
  return shapeOf(namespace, checked, LabelSelector.labels(labels), ports.map(({ protocol, port }) => portOf(protocol, port)));
}

/** A namespace that is not known may be any namespace. */
function mayShare(a: string | undefined, b: string | undefined): boolean {
  return a === undefined || b === undefined || a === b;
}

/** A policy sees the pods behind a Service, and their ports: those that the Service translates to. */
function podsOfService({ path, namespace, service }: ReadObject): PodShape {
  const { selector, ports } = service as Service;
  if (selector === undefined || Object.keys(selector).length === 0) {
    fail('pods-type', `a Service stands for the pods that it selects, got ${show(path)} without a selector`, 'name the pods or the addresses behind it');
  }
  const pods = LabelSelector.labels(checkLabels(selector, 'the selector of the Service') as Labels);
  return shapeOf(namespace, () => pods, pods, ports.map(({ protocol, targetPort }) => portOf(protocol, targetPort)));
}

function portOf(protocol: Protocol, port: number | string): Port {
  const isNamed = typeof port === 'string';
  switch (protocol) {
    case 'TCP': return isNamed ? Port.tcpNamed(port) : Port.tcp(port);
    case 'UDP': return isNamed ? Port.udpNamed(port) : Port.udp(port);
    case 'SCTP': return isNamed ? Port.sctpNamed(port) : Port.sctp(port);
  }
}

function shapeOf(namespace: string | undefined, selector: () => LabelSelector, known: LabelSelector, ports: Port[]): PodShape {
  const namespaces = namespace === undefined ? undefined : { names: [checkNamespaceName(namespace, 'the name of a namespace')], labels: LabelSelector.EVERYTHING };
  return { namespaces, selector, known: () => known, ports: () => ports, oneNamespace: () => namespace };
}
