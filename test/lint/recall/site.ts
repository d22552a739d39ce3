import { loadText } from '../../../src/load';
import type { Random } from '../../diff/generate/random';
import { DNS, pods } from '../objects';

export type Json = Record<string, unknown>;
type Labels = Record<string, string>;

interface ContainerPort {
  name?: string;
  containerPort: number;
  protocol?: string;
}

interface PodSpec extends Json {
  containers: { ports?: ContainerPort[] }[];
}

export interface WorkloadObject extends Json {
  metadata: { name: string; namespace?: string };
  spec: Json & { template: { metadata: { labels: Labels }; spec: PodSpec } };
}

export interface PolicyObject extends Json {
  metadata: { name: string; namespace?: string };
  spec: Json & { podSelector: Json & { matchLabels?: Labels }; policyTypes?: string[]; ingress?: Json[]; egress?: Json[] };
}

/** A place in a public set where a mistake can be made: a policy without one, its pods, and other pods that may connect to them. */
export interface Site {
  /** All objects of the set; those below are among them. */
  readonly objects: Json[];
  readonly namespace: string;
  readonly policy: PolicyObject;
  readonly server: WorkloadObject;
  readonly client: WorkloadObject;
  /** Labels that select the clients. */
  readonly clientLabels: Labels;
  /** The first port that the pods of the policy declare. */
  readonly port: ContainerPort;
}

/** Keys whose values change with a release, in selectors of nobody. */
const UNSTABLE = /version|chart|managed-by|hash/;

/**
 * A site of the set, without policies of a mesh: they leave connections unknown. Its policy is the only one of its pods and has no mistake: clients are admitted to a port, may be called, and names resolve. What
 * isolates the clients lets them call.
 * `undefined` for a set without pods that listen and have a policy of their own.
 */
export function siteIn(text: string, random: Random): Site | undefined {
  const objects = (structuredClone(loadText(text, 'set.yaml').documents.map(({ value }) => value)) as Json[])
    .filter((object) => (isPolicy(object) ? Object.keys(object.spec.podSelector).length > 0 : object.kind !== 'AuthorizationPolicy'));
  const workloads = objects.filter(isWorkload);
  const found = objects.filter(isPolicy).flatMap((policy) => {
    const servers = workloads.filter((workload) => selects(policy, workload) && portOf(workload) !== undefined && isOnPodNetwork(workload));
    return servers.length > 0 ? [{ policy, server: servers[0] }] : [];
  });
  if (found.length === 0) return undefined;
  const { policy, server } = random.pick(found);
  const namespace = policy.metadata.namespace ?? 'default';
  const isNear = (other: WorkloadObject) => (other.metadata.namespace ?? 'default') === namespace;
  const others = workloads.filter((other) => isNear(other) && !selects(policy, other) && isOnPodNetwork(other));
  const client = others.length > 0 ? random.pick(others) : deployment(`${namespace}/visitor`, { 'app.kubernetes.io/name': 'visitor' });
  if (others.length === 0) objects.push(client);
  const clientLabels = Object.fromEntries(Object.entries(client.spec.template.metadata.labels).filter(([key]) => !UNSTABLE.test(key)));
  const port = portOf(server)!;
  for (const { spec } of objects.filter(isPolicy).filter((other) => selects(other, client))) {
    if (spec.policyTypes?.includes('Egress') === true) spec.egress = [...spec.egress ?? [], { to: [{ podSelector: policy.spec.podSelector }] }];
  }
  policy.spec = {
    podSelector: policy.spec.podSelector,
    policyTypes: ['Ingress', 'Egress'],
    ingress: [{ from: [pods(clientLabels)], ports: [{ port: port.containerPort }] }],
    egress: [{ to: [pods(clientLabels)], ports: [{ port: portOf(client)?.containerPort ?? 8080 }] }, structuredClone(DNS)],
  };
  return { objects, namespace, policy, server, client, clientLabels, port };
}

/** A workload with one container. */
export function deployment(name: string, labels: Labels, ...ports: ContainerPort[]): WorkloadObject {
  const [namespace, own] = name.split('/');
  const template = { metadata: { labels }, spec: { containers: [{ name: 'main', ports }] } };
  return { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: own, namespace }, spec: { selector: { matchLabels: labels }, template } };
}

function isWorkload(object: Json): object is WorkloadObject {
  return ['Deployment', 'StatefulSet', 'DaemonSet'].includes(object.kind as string);
}

function isPolicy(object: Json): object is PolicyObject {
  return object.kind === 'NetworkPolicy';
}

function portOf({ spec }: WorkloadObject): ContainerPort | undefined {
  return spec.template.spec.containers.flatMap(({ ports = [] }) => ports)[0];
}

function isOnPodNetwork({ spec }: WorkloadObject): boolean {
  return spec.template.spec.hostNetwork !== true;
}

/** By labels only: public sets select by nothing else. */
function selects({ metadata, spec }: PolicyObject, { metadata: { namespace }, spec: { template } }: WorkloadObject): boolean {
  const labels = Object.entries(spec.podSelector.matchLabels ?? {});
  return metadata.namespace === namespace && labels.length > 0 && labels.every(([key, value]) => template.metadata.labels[key] === value);
}
