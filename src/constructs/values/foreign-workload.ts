import { fail } from '../../errors';
import { Labels, LabelSelector } from '../../sets';
import { checkLabels } from './labels';
import { Port } from './port';
import { show } from './show';

/** The label by which cdk8s-plus finds the pods of a workload: a hash of the construct's path. */
const ADDRESS_LABEL = 'cdk8s.io/metadata.addr';

/** Whether a value has the shape of a cdk8s-plus workload or pod: it has containers, and metadata for its pods. */
export function isWorkload(value: any): boolean {
  return typeof value?.podMetadata?.toJson === 'function' && Array.isArray(value.containers);
}

/**
 * The labels that the author gave the pods, where they tell the workload from the others of the app; the address label where they
 * do not: it changes with the construct's path, but never means another workload.
 */
export function workloadSelector(workload: any, namespace: string | undefined): LabelSelector {
  const labels = checkLabels(workload.podMetadata.toJson()?.labels ?? {}, 'pod labels');
  const { [ADDRESS_LABEL]: address, ...own } = labels;
  if (Object.keys(own).length > 0 && !isShared(workload, own, namespace)) return LabelSelector.labels(own);
  if (address !== undefined) return LabelSelector.labels({ [ADDRESS_LABEL]: address });
  return fail('pods-unlabelled', `the pods of ${show(workload.node?.path)} cannot be told from others, got labels ${show(own)}; give them one in \`podMetadata\``);
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
    default: return fail('port-protocol', `a container port has an unknown protocol, got ${show(port.protocol)}; the protocols are TCP, UDP, SCTP`);
  }
}

/** Whether another workload of the app wears all these labels too, and may be in the same namespace. */
function isShared(workload: any, labels: Labels, namespace: string | undefined): boolean {
  const pending: any[] = workload.node?.root === undefined ? [] : [workload.node.root];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    if (next !== workload && isWorkload(next) && wears(next, labels) && mayShare(namespace, next.metadata?.namespace)) return true;
    for (const child of next.node.children) pending.push(child);
  }
  return false;
}

function wears(workload: any, labels: Labels): boolean {
  return Object.entries(labels).every(([key, value]) => workload.podMetadata.getLabel?.(key) === value);
}

/** A namespace that is not known may be any. */
function mayShare(a: string | undefined, b: string | undefined): boolean {
  return a === undefined || b === undefined || a === b;
}
