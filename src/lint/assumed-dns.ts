import { Cluster, NAMESPACE_NAME_LABEL, Policy, Workload } from '../model';
import { DnsPlace, KUBE_DNS, OPEN_SHIFT_DNS } from '../profiles';

const PLACES: readonly DnsPlace[] = [...KUBE_DNS.places, ...OPEN_SHIFT_DNS.places];

/** The resolver that a cluster has where nothing else is known: the pods of kube-dns. */
const ASSUMED: Workload = {
  namespace: 'kube-system',
  name: 'kube-dns',
  kind: 'Deployment',
  labels: { 'k8s-app': 'kube-dns' },
  ports: [{ name: 'dns', port: 53, protocol: 'UDP' }, { name: 'dns-tcp', port: 53, protocol: 'TCP' }],
  addresses: [],
  hostNetwork: false,
  replicas: 2,
};

/** Whether a workload is a cluster resolver that policies can select. */
export function isResolver({ namespace, labels }: Workload): boolean {
  return PLACES.some((place) => place.type === 'pods' && place.namespace === namespace && Object.entries(place.labels).every(([key, value]) => labels[key] === value));
}

/** The cluster with a resolver; manifests of one team show none, and yet its pods need one. Unchanged where no policy isolates egress. */
export function withAssumedDns(cluster: Cluster, policies: readonly Policy[]): Cluster {
  const matters = policies.some((policy) => policy.isolates.includes('egress') || (policy.stage.end === 'next' && policy.rules.some((rule) => rule.direction === 'egress')));
  if (!matters || cluster.workloads.length === 0 || cluster.workloads.some(isResolver)) return cluster;
  const { namespace: name } = ASSUMED;
  const added = new Map([[name, { name, labels: { [NAMESPACE_NAME_LABEL]: name } }]]);
  const namespaces = new Map([...added, ...cluster.namespaces]);
  return { ...cluster, namespaces, workloads: [...cluster.workloads, ASSUMED] };
}
