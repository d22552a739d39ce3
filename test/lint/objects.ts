/* Short ways to write the objects of a test. `NAMESPACE/NAME` names them. */
type Json = Record<string, unknown>;
type Labels = Readonly<Record<string, string>>;

export const NAME = 'kubernetes.io/metadata.name';

function metadata(name: string, labels?: Labels): Json {
  const [where, own] = name.split('/');
  return { namespace: where, name: own, ...(labels && { labels }) };
}

export function namespace(name: string, labels: Labels = {}): Json {
  return { apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels } };
}

/** `8080`, `http:8080`, `53/UDP` */
function containerPort(text: string): Json {
  const [, name, number, protocol] = /^(?:([a-z-]+):)?(\d+)(?:\/(\w+))?$/.exec(text)!;
  return { ...(name && { name }), containerPort: Number(number), ...(protocol && { protocol }) };
}

interface PodOptions {
  readonly ports?: readonly string[];
  readonly ip?: readonly string[];
  readonly hostNetwork?: boolean;
  readonly serviceAccountName?: string;
}

export function pod(name: string, labels: Labels = {}, { ports: declared = [], ip = [], ...spec }: PodOptions = {}): Json {
  const containers = [{ name: 'main', ports: declared.map(containerPort) }];
  return { apiVersion: 'v1', kind: 'Pod', metadata: metadata(name, labels), spec: { ...spec, containers }, status: { podIPs: ip.map((address) => ({ ip: address })) } };
}

export function node(name: string, ip: string, labels: Labels = {}): Json {
  return { apiVersion: 'v1', kind: 'Node', metadata: { name, labels }, status: { addresses: [{ type: 'InternalIP', address: ip }] } };
}

export function service(name: string, selector: Labels, list: readonly Json[], more: Json = {}): Json {
  return { apiVersion: 'v1', kind: 'Service', metadata: metadata(name), spec: { selector, ports: list, ...more } };
}

export function entrance(name: string, backend: string, port: number): Json {
  return { apiVersion: 'networking.k8s.io/v1', kind: 'Ingress', metadata: metadata(name), spec: { defaultBackend: { service: { name: backend, port: { number: port } } } } };
}

export function policy(name: string, spec: Json): Json {
  return { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: metadata(name), spec };
}

/** A policy that isolates the pods with these labels (all of them without) for ingress. */
export function ingress(name: string, labels: Labels, ...rules: readonly Json[]): Json {
  return policy(name, { podSelector: { matchLabels: labels }, policyTypes: ['Ingress'], ingress: rules });
}

export function egress(name: string, labels: Labels, ...rules: readonly Json[]): Json {
  return policy(name, { podSelector: { matchLabels: labels }, policyTypes: ['Egress'], egress: rules });
}

export function admin(name: string, priority: number, spec: Json): Json {
  return { apiVersion: 'policy.networking.k8s.io/v1alpha1', kind: 'AdminNetworkPolicy', metadata: { name }, spec: { priority, ...spec } };
}

export function cluster(name: string, tier: 'Admin' | 'Baseline', priority: number, spec: Json): Json {
  return { apiVersion: 'policy.networking.k8s.io/v1alpha2', kind: 'ClusterNetworkPolicy', metadata: { name }, spec: { tier, priority, ...spec } };
}

/** A CiliumNetworkPolicy for the pods with these labels (all of them without). */
export function cilium(name: string, labels: Labels, spec: Json): Json {
  return { apiVersion: 'cilium.io/v2', kind: 'CiliumNetworkPolicy', metadata: metadata(name), spec: { endpointSelector: { matchLabels: labels }, ...spec } };
}

/** A NetworkPolicy of Calico. */
export function calico(name: string, spec: Json): Json {
  return { apiVersion: 'projectcalico.org/v3', kind: 'NetworkPolicy', metadata: metadata(name), spec };
}

/** A peer: pods of the policy's own namespace. */
export function pods(labels: Labels): Json {
  return { podSelector: { matchLabels: labels } };
}

/** A peer: namespaces by their labels, with the pods in them where labels of pods are given. */
export function namespaces(labels: Labels, ofPods?: Labels): Json {
  return { namespaceSelector: { matchLabels: labels }, ...(ofPods && { podSelector: { matchLabels: ofPods } }) };
}

export function block(cidr: string, ...except: readonly string[]): Json {
  return { ipBlock: { cidr, ...(except.length > 0 && { except }) } };
}

/** Ports of a rule: `8080`, `53/UDP`, `http`, `8000-8100`. */
export function ports(...texts: readonly string[]): Json[] {
  return texts.map((text) => {
    const [, port, end, protocol] = /^([a-z]+|\d+)(?:-(\d+))?(?:\/(\w+))?$/.exec(text)!;
    return { ...(protocol && { protocol }), port: /^\d/.test(port) ? Number(port) : port, ...(end && { endPort: Number(end) }) };
  });
}

export const WEB = { app: 'web' };
export const API = { app: 'api' };
export const DB = { app: 'db' };

/** A shop of three: web, api (8080) and db (5432). */
export const SHOP = [pod('shop/web', WEB, { ports: ['8080'] }), pod('shop/api', API, { ports: ['8080'] }), pod('shop/db', DB, { ports: ['5432'] })];

/** What a pod needs to resolve names. */
export const DNS = { to: [namespaces({ [NAME]: 'kube-system' }, { 'k8s-app': 'kube-dns' })], ports: ports('53/UDP', '53') };
export const RESOLVER = pod('kube-system/coredns', { 'k8s-app': 'kube-dns' }, { ports: ['dns:53/UDP', 'dns-tcp:53'], ip: ['10.0.0.53'] });

/** An object of which an operator makes pods with the label `strimzi.io/cluster`. */
export function kafka(name: string): Json {
  return { apiVersion: 'kafka.strimzi.io/v1beta2', kind: 'Kafka', metadata: metadata(name), spec: {} };
}

/** An object that brings objects to any namespace. */
export function applications(name: string): Json {
  return { apiVersion: 'argoproj.io/v1alpha1', kind: 'ApplicationSet', metadata: metadata(name), spec: {} };
}

/** A role in a namespace that may do everything with these resources of these API groups, and its binding to the namespace's account `default`. */
export function operator(name: string, apiGroups: readonly string[], resources: readonly string[]): Json[] {
  const role = { apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'Role', metadata: metadata(name), rules: [{ apiGroups, resources, verbs: ['*'] }] };
  const subjects = [{ kind: 'ServiceAccount', name: 'default', namespace: name.split('/')[0] }];
  return [role, { ...role, kind: 'RoleBinding', rules: undefined, roleRef: { kind: 'Role', name: name.split('/')[1] }, subjects }];
}
