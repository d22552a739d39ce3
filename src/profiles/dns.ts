import type { Labels } from '../sets';

/** Where the resolver of a platform is found by a policy. */
export type DnsPlace =
  | { readonly type: 'pods'; readonly namespace: string; readonly labels: Labels; readonly source: string }
  /** An address outside the pod network, or one that a process on the node holds: no selector can match it. */
  | { readonly type: 'address'; readonly cidr: string; readonly source: string };

/** What a pod must reach to resolve names on one platform. */
export interface DnsFacts {
  readonly name: string;
  readonly places: readonly DnsPlace[];
  /** Each for UDP and TCP: a truncated answer is asked again over TCP. */
  readonly ports: readonly number[];
}

const CLUSTER_DNS: DnsPlace = {
  type: 'pods',
  namespace: 'kube-system',
  labels: { 'k8s-app': 'kube-dns' },
  source: 'https://kubernetes.io/docs/tasks/administer-cluster/dns-custom-resolvers/ (kubeadm, kops, k3s, EKS, GKE kube-dns and AKS keep the label)',
};

/** kube-dns or CoreDNS as kubeadm, kops, k3s, EKS, GKE kube-dns and AKS run it. */
export const KUBE_DNS: DnsFacts = { name: 'kube-dns', places: [CLUSTER_DNS], ports: [53] };

/** The address on which NodeLocal DNSCache listens where nothing else was configured. */
export const NODE_LOCAL_ADDRESS = '169.254.20.10';

const NODE_LOCAL_SOURCE = 'https://kubernetes.io/docs/tasks/administer-cluster/nodelocaldns/ and kubernetes/kubernetes cluster/addons/dns/nodelocaldns/nodelocaldns.yaml';

/**
 * NodeLocal DNSCache: a process on the node's network answers at a link-local address and, with kube-proxy in iptables mode, at the
 * cluster address of kube-dns; what it does not answer goes to kube-dns.
 */
export function nodeLocalDns(localCidr: string, kubeDnsCidr: string): DnsFacts {
  const addresses = [localCidr, kubeDnsCidr].map((cidr): DnsPlace => ({ type: 'address', cidr, source: NODE_LOCAL_SOURCE }));
  return { name: 'node-local', places: [CLUSTER_DNS, ...addresses], ports: [53] };
}

/** The pods of NodeLocal DNSCache where a CiliumLocalRedirectPolicy leads to them: there they are usual pods. */
export const NODE_LOCAL_PODS: DnsPlace = {
  type: 'pods',
  namespace: 'kube-system',
  labels: { 'k8s-app': 'node-local-dns' },
  source: 'https://docs.cilium.io/en/stable/network/kubernetes/local-redirect-policy/',
};

const AKS_SOURCE = 'https://learn.microsoft.com/azure/aks/localdns-custom';

/** AKS LocalDNS: a process on the node answers at two link-local addresses; what it does not answer goes to CoreDNS. */
export const AKS_LOCAL_DNS: DnsFacts = {
  name: 'aks-local-dns',
  places: [
    CLUSTER_DNS,
    { type: 'address', cidr: '169.254.10.10/32', source: AKS_SOURCE },
    { type: 'address', cidr: '169.254.10.11/32', source: AKS_SOURCE },
  ],
  ports: [53],
};

/** OpenShift: the Service has port 53, its pods listen on 5353; policies are judged before or after the translation. */
export const OPEN_SHIFT_DNS: DnsFacts = {
  name: 'open-shift',
  places: [{
    type: 'pods',
    namespace: 'openshift-dns',
    labels: { 'dns.operator.openshift.io/daemonset-dns': 'default' },
    source: 'openshift/cluster-dns-operator assets/dns/daemonset.yaml and service.yaml',
  }],
  ports: [53, 5353],
};

/** GKE Cloud DNS: the metadata server of the node answers. */
export const GKE_CLOUD_DNS: DnsFacts = {
  name: 'gke-cloud-dns',
  places: [{ type: 'address', cidr: '169.254.169.254/32', source: 'https://cloud.google.com/kubernetes-engine/docs/how-to/cloud-dns' }],
  ports: [53],
};
