import { workloadsOf } from '../../app';
import { fail } from '../../errors';
import { Labels, LabelSelector } from '../../sets';
import { show } from '../../text/show';
import { checkLabels } from '../input';
import { Port } from './port';

/** The label by which cdk8s-plus finds the pods of a workload: a hash of the construct's path. */
const ADDRESS_LABEL = 'cdk8s.io/metadata.addr';

/** All labels of a workload's pods, checked; cdk8s-plus itself gives at least one. */
export function podLabels(workload: any): Labels {
  const labels = checkLabels(workload.podMetadata.toJson()?.labels ?? {}, 'pod labels');
  return Object.keys(labels).length > 0 ? labels : failUnlabelled(workload, labels);
}

/**
 * The labels that the author gave the pods, where they distinguish the workload from the others of the app; the address label where they
 * do not: it changes with the construct's path, but never selects another workload.
 */
export function workloadSelector(workload: any, namespace: string | undefined): LabelSelector {
  const { [ADDRESS_LABEL]: address, ...labels } = podLabels(workload);
  if (Object.keys(labels).length > 0 && !isShared(workload, labels, namespace)) return LabelSelector.labels(labels);
  if (address !== undefined) return LabelSelector.labels({ [ADDRESS_LABEL]: address });
  return failUnlabelled(workload, labels);
}

function failUnlabelled(workload: any, labels: Labels): never {
  return fail('pods-unlabelled', `the pods of ${show(workload.node?.path)} cannot be told from others, got labels ${show(labels)}`, 'give them one in `podMetadata`');
}

/** Every port that a container or a sidecar declares, with its protocol. */
export function workloadPorts(workload: any): Port[] {
  const init: any[] = Array.isArray(workload.initContainers) ? workload.initContainers : [];
  const running = [...workload.containers, ...init.filter((container) => container?.restartPolicy === 'Always')];
  return running.flatMap((container) => (container?.ports ?? []) as any[]).map(portOf);
}

function portOf(port: any): Port {
  switch (port?.protocol ?? 'TCP') {
    case 'TCP': return Port.tcp(port.number);
    case 'UDP': return Port.udp(port.number);
    case 'SCTP': return Port.sctp(port.number);
    default: return fail('port-protocol', `a container port has an unknown protocol, got ${show(port.protocol)}`, 'the protocols are TCP, UDP, SCTP');
  }
}

/** Whether another workload of the app has all these labels too, and may be in the same namespace. */
function isShared(workload: any, labels: Labels, namespace: string | undefined): boolean {
  return workloadsOf(workload.node?.root).some((other) =>
    other !== workload && hasLabels(other, labels) && mayShare(namespace, other.metadata?.namespace));
}

function hasLabels(workload: any, labels: Labels): boolean {
  return Object.entries(labels).every(([key, value]) => workload.podMetadata.getLabel?.(key) === value);
}

/** A namespace that is not known may be any namespace. */
function mayShare(a: string | undefined, b: string | undefined): boolean {
  return a === undefined || b === undefined || a === b;
}
