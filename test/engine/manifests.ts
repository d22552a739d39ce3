/** Short hands for the manifests that the engine's tests are about. */
type Json = any;

export function namespace(name: string, labels: object = {}): Json {
  return { apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels } };
}

interface PodFields {
  readonly ip?: string | string[];
  /** Name → number. */
  readonly ports?: Record<string, number>;
  readonly host?: boolean;
  readonly node?: string;
}

/** A pod `namespace/name`; without address unless one is given. */
export function pod(path: string, labels: object = {}, more: PodFields = {}): Json {
  const [ns, name] = path.split('/');
  const ports = Object.entries(more.ports ?? {}).map(([port, containerPort]) => ({ name: port, containerPort }));
  const ips = more.ip === undefined ? [] : [more.ip].flat();
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { namespace: ns, name, labels },
    spec: { containers: [{ name: 'c', ports }], ...(more.host && { hostNetwork: true }), ...(more.node && { nodeName: more.node }) },
    ...(ips.length > 0 && { status: { podIP: ips[0], podIPs: ips.map((ip) => ({ ip })) } }),
  };
}

export function deployment(path: string, labels: object, replicas: number): Json {
  const [ns, name] = path.split('/');
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { namespace: ns, name },
    spec: { replicas, template: { metadata: { labels }, spec: { containers: [] } } },
  };
}

export function node(name: string, labels: object, address: string): Json {
  return { apiVersion: 'v1', kind: 'Node', metadata: { name, labels }, status: { addresses: [{ type: 'InternalIP', address }] } };
}

export function networkPolicy(path: string, spec: object): Json {
  const [ns, name] = path.split('/');
  return { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { namespace: ns, name }, spec };
}

export function admin(name: string, priority: number, spec: object): Json {
  return { apiVersion: 'policy.networking.k8s.io/v1alpha1', kind: 'AdminNetworkPolicy', metadata: { name }, spec: { priority, subject: { namespaces: {} }, ...spec } };
}

export function baseline(spec: object): Json {
  return { apiVersion: 'policy.networking.k8s.io/v1alpha1', kind: 'BaselineAdminNetworkPolicy', metadata: { name: 'default' }, spec: { subject: { namespaces: {} }, ...spec } };
}

/** A policy of a kind that no dialect reads. */
export function foreign(path: string, spec: object = {}): Json {
  const [ns, name] = path.split('/');
  return { apiVersion: 'cilium.io/v2', kind: 'CiliumNetworkPolicy', metadata: { namespace: ns, name }, spec };
}

/** A policy of a mesh, which may deny what arrives. */
export function mesh(path: string, spec: object = {}): Json {
  const [ns, name] = path.split('/');
  return { apiVersion: 'security.istio.io/v1', kind: 'AuthorizationPolicy', metadata: { namespace: ns, name }, spec };
}
