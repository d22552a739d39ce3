import { Address, readAddress } from './addresses';
import { shownOf } from './owners';
import { madeLabels, namesOrdinals } from './made-labels';
import { Seen, allSeen, readLabels } from './selectors';
import { ContainerPort, namespaceOf, podOf, readPorts } from './templates';
import { Packet, Raw, listOf } from './values';

const NAME_LABEL = 'kubernetes.io/metadata.name';

/** A pod, or the pods of one template. */
export interface Pod {
  readonly external: false;
  /** Of the topmost owner. */
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
  /** Kind and name of the object that shows it. */
  readonly shownBy: string;
  /** How many pods of it are known to run, or are asked for. */
  readonly count: number;
  readonly labels: Seen;
  readonly namespaceLabels: Seen;
  readonly hostNetwork: boolean;
  readonly addresses: readonly Address[];
  readonly ports: readonly ContainerPort[];
  /** The service account that it runs as. */
  readonly account: string;
  /** Of the pod in its StatefulSet. */
  readonly ordinal?: number;
  /** Absent where the input does not say where it runs. */
  readonly node?: string;
}

/** An address outside the cluster. */
export interface External {
  readonly external: true;
  readonly address: Address;
}

export type End = Pod | External;

export function external(ip: string): External {
  const address = readAddress(ip);
  if (!address) throw new Error(`no address: ${ip}`);
  return { external: true, address };
}

/** What is known of an end's addresses. */
export function addressesOf(end: End): readonly Address[] {
  return end.external ? [end.address] : end.addresses;
}

/**
 * Whether an end can exchange packets of a family: one of the addresses in its status, of which the API says that there is at most one of each
 * family. Where it shows none, any.
 */
export function speaks(end: End, family: 4 | 6): boolean {
  const shown = addressesOf(end);
  return shown.length === 0 || shown.some((one) => one.family === family);
}

/** A name stands for the numbers that the pod's own containers give it, each under its protocol. */
export function declares(pod: Pod, name: string, packet: Packet): boolean {
  return pod.ports.some((port) => port.name === name && port.protocol === packet.protocol && port.port === packet.port);
}

function readAddresses(object: Raw): Address[] {
  if (object.kind !== 'Pod') return [];
  const texts = new Set([object.status?.podIP, ...listOf(object.status?.podIPs).map((item) => item?.ip)]);
  return [...texts].map(readAddress).filter((address): address is Address => address !== undefined);
}

/** Labels of every namespace that the input declares, with the label that the API server keeps on each. */
export function readNamespaces(objects: readonly Raw[]): Map<string, Seen> {
  const namespaces = new Map<string, Seen>();
  for (const object of objects) {
    if (object.kind !== 'Namespace' || object.apiVersion !== 'v1') continue;
    const name = object.metadata.name;
    namespaces.set(name, allSeen({ ...readLabels(object.metadata.labels), [NAME_LABEL]: name }));
  }
  return namespaces;
}

/** A namespace that the input does not declare has its name label; the API does not tell its other labels. */
export function undeclared(namespace: string): Seen {
  return { known: { [NAME_LABEL]: namespace }, hidden: [], more: true };
}

export function readPods(objects: readonly Raw[], namespaces: ReadonlyMap<string, Seen>): Pod[] {
  const apart = namesOrdinals(objects);
  return shownOf(objects).flatMap(({ object, kind, name, count }) => madeLabels(object, count, apart).map((made) => {
    const pod = podOf(object);
    const namespace = namespaceOf(object);
    return {
      external: false as const,
      kind,
      namespace,
      name,
      shownBy: `${object.kind} ${object.metadata.name}`,
      count: made.count,
      ordinal: made.ordinal,
      labels: { known: { ...readLabels(pod.metadata?.labels), ...made.known }, hidden: made.hidden, more: false },
      namespaceLabels: namespaces.get(namespace) ?? undeclared(namespace),
      hostNetwork: pod.spec?.hostNetwork === true,
      addresses: readAddresses(object),
      ports: readPorts(pod.spec),
      account: pod.spec?.serviceAccountName ?? 'default',
      node: object.kind === 'Pod' ? pod.spec?.nodeName || undefined : undefined,
    };
  }));
}

export interface Node {
  readonly name: string;
  readonly labels: Seen;
  readonly addresses: readonly Address[];
}

export function readNodes(objects: readonly Raw[]): Node[] {
  return objects.filter((object) => object.kind === 'Node' && object.apiVersion === 'v1').map((object) => ({
    name: object.metadata.name,
    labels: allSeen(readLabels(object.metadata?.labels)),
    addresses: listOf(object.status?.addresses).map((item) => readAddress(item?.address)).filter((address) => address !== undefined),
  }));
}

/** Whether an end is the node that a pod runs on, as an address or as a pod on the host network. */
export function isOwnNode(pod: Pod, other: End, nodes: readonly Node[]): 'yes' | 'maybe' | 'no' {
  if (!other.external) return other.hostNetwork ? 'maybe' : 'no';
  const { family, value } = other.address;
  const holders = nodes.filter(({ addresses }) => addresses.some((own) => own.family === family && own.value === value));
  if (holders.length === 0) return 'no';
  if (pod.node === undefined) return 'maybe';
  return holders.some(({ name }) => name === pod.node) ? 'yes' : 'no';
}
