import { Cluster, Policy, Rule, Workload, undeclaredNamespace } from '../../model';
import { DnsPlace, KUBE_DNS, OPEN_SHIFT_DNS } from '../../profiles';

const PLACES: readonly DnsPlace[] = [...KUBE_DNS.places, ...OPEN_SHIFT_DNS.places];

/** The resolver of a cluster about which nothing else is known: the pods of kube-dns. */
const KUBE_DNS_PODS: Workload = {
  namespace: 'kube-system',
  name: 'kube-dns',
  kind: 'Deployment',
  labels: { 'k8s-app': 'kube-dns' },
  ports: [{ name: 'dns', port: 53, protocol: 'UDP' }, { name: 'dns-tcp', port: 53, protocol: 'TCP' }],
  addresses: [],
  hostNetwork: false,
  replicas: 2,
};

/** The resolver of OpenShift. */
const OPEN_SHIFT_PODS: Workload = {
  ...KUBE_DNS_PODS,
  namespace: 'openshift-dns',
  name: 'dns-default',
  kind: 'DaemonSet',
  labels: { 'dns.operator.openshift.io/daemonset-dns': 'default' },
  ports: [{ name: 'dns', port: 5353, protocol: 'UDP' }, { name: 'dns-tcp', port: 5353, protocol: 'TCP' }],
};

/** Whether a workload is a cluster resolver that policies can select. */
export function isResolver({ namespace, labels }: Workload): boolean {
  return PLACES.some((place) => place.type === 'pods' && place.namespace === namespace
    && Object.entries(place.labels).every(([key, value]) => labels[key] === value));
}

/** The resolvers whose pods a fact states. */
const STATED: Readonly<Record<string, Workload>> = { 'kube-dns': KUBE_DNS_PODS, 'open-shift': OPEN_SHIFT_PODS };

/** The pods of the resolver that is stated, where it has any. */
export function statedResolver({ facts }: Cluster): Workload | undefined {
  return facts?.dns === undefined ? undefined : STATED[facts.dns];
}

/**
 * The cluster with the resolver that is stated, or an assumed one, because manifests of one team often contain none. Unchanged if no policy
 * isolates egress or is about the system namespace, or it is stated that there is none.
 */
export function withAssumedDns(cluster: Cluster, policies: readonly Policy[]): Cluster {
  const restrictsEgress = ({ isolates, namespace, stage, rules }: Policy) => isolates.includes('egress') || namespace === 'kube-system' || (!stage.isolating && rules.some(({ direction }) => direction === 'egress'));
  if (!policies.some(restrictsEgress) || cluster.workloads.length === 0 || cluster.workloads.some(isResolver) || cluster.facts?.dns === 'none') return cluster;
  const assumed = statedResolver(cluster) ?? (isOpenShift(cluster, policies) ? OPEN_SHIFT_PODS : KUBE_DNS_PODS);
  const { namespace: name } = assumed;
  const added = new Map([[name, undeclaredNamespace(name)]]);
  return { ...cluster, namespaces: new Map([...added, ...cluster.namespaces]), workloads: [...cluster.workloads, assumed] };
}

/** Whether the input is for OpenShift: it has OpenShift kinds or namespaces, or it selects the resolver of OpenShift or its port. */
function isOpenShift({ ingressRoutes, namespaces }: Cluster, policies: readonly Policy[]): boolean {
  if (ingressRoutes.some(({ kind }) => kind === 'Route') || [...namespaces.keys()].some((name) => name.startsWith('openshift-'))) return true;
  return policies.some(({ rules }) => rules.some(namesOpenShiftDns));
}

function namesOpenShiftDns({ direction, peers, traffic: { fixed } }: Rule): boolean {
  if (direction !== 'egress') return false;
  const port = fixed.ports('UDP').contains(5353) && !fixed.ports('UDP').contains(5352);
  return port || (peers?.some((peer) => peer.type === 'endpoints' && 'labels' in peer.endpoints.namespaces
    && peer.endpoints.namespaces.labels.constraints.some(([, { values }]) => values.includes(OPEN_SHIFT_PODS.namespace))) ?? false);
}
