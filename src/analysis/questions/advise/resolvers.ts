import { Workload, undeclaredNamespace } from '../../../model';
import { DnsFacts, KUBE_DNS, OPEN_SHIFT_DNS } from '../../../profiles/dns';
import { listed } from '../../../text/lists';
import type { TrafficEnd } from '../../ends/traffic-end';
import type { ResolvedTraffic, TrafficEdge } from '../../traffic/traffic';

/** Where resolvers run as pods, and how their pods are labelled. */
const RESOLVERS = [KUBE_DNS, OPEN_SHIFT_DNS];

/** A resolver of each node has the address of the node, so no rule about pods opens it. */
const ON_NODES = /(^|\/)(node-?local-?dns|nodelocaldns)/i;

/** A record in which the resolvers are found that the input lacks, and what was assumed for it. */
interface KnownResolvers {
  readonly traffic: ResolvedTraffic;
  readonly remarks: readonly string[];
}

/** Takes what answers lookups in a system namespace, and is not in the input, for the cluster DNS with the labels that its platform gives it. */
export function withResolvers(traffic: ResolvedTraffic): KnownResolvers {
  const [session] = traffic.sessions;
  const { cluster } = session.decoded;
  const added: { readonly facts: DnsFacts; readonly workload: Workload; readonly position: number; readonly names: Set<string> }[] = [];
  const edges = traffic.edges.map((edge): TrafficEdge => {
    const [end] = edge.destination.ends;
    const facts = end.type === 'unmapped' && !ON_NODES.test(end.label) ? RESOLVERS.find((one) => answers(one, end.namespace, edge)) : undefined;
    if (facts === undefined) return edge;
    let known = added.find((one) => one.facts === facts);
    if (known === undefined) {
      const position = cluster.workloads.length + added.length;
      added.push((known = { facts, workload: resolverOf(facts), position, names: new Set() }));
    }
    known.names.add(end.label);
    const found: TrafficEnd = { type: 'workload', label: end.label, position: known.position, foreign: true };
    return { ...edge, destination: { ...edge.destination, ends: [found] } };
  });
  if (added.length === 0) return { traffic, remarks: [] };
  const undeclared = added.map(({ workload }) => workload.namespace).filter((name) => !cluster.namespaces.has(name));
  const whole = session.withCluster({
    ...cluster,
    namespaces: new Map([...undeclared.map((name) => [name, undeclaredNamespace(name)] as const), ...cluster.namespaces]),
    workloads: [...cluster.workloads, ...added.map(({ workload }) => workload)],
  });
  const remarks = added.map(({ names, workload }) =>
    `the input does not have ${listed([...names].sort(), 3)}: what the record shows there is taken for the cluster DNS, whose pods have the labels ${labelText(workload)}`);
  return { traffic: { ...traffic, edges, sessions: [whole] }, remarks };
}

/** Whether traffic is a lookup of names, of any resolver. */
export function isLookup({ protocol, port }: Pick<TrafficEdge, 'protocol' | 'port'>): boolean {
  return (protocol === 'UDP' || protocol === 'TCP') && RESOLVERS.some(({ ports }) => ports.includes(port));
}

function answers({ places, ports }: DnsFacts, namespace: string | undefined, { protocol, port }: TrafficEdge): boolean {
  return (protocol === 'UDP' || protocol === 'TCP') && ports.includes(port) && places.some((place) => place.type === 'pods' && place.namespace === namespace);
}

function resolverOf({ name, places }: DnsFacts): Workload {
  const place = places.find((one) => one.type === 'pods')!;
  return { namespace: place.namespace, name, kind: 'Deployment', labels: place.labels, ports: [], addresses: [], hostNetwork: false, replicas: 2 };
}

function labelText({ labels }: Workload): string {
  return Object.entries(labels).map(([key, value]) => `${key}=${value}`).join(', ');
}
