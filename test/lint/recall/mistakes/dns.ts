import { DNS, block, NAME, namespace, namespaces, pod, pods, policy, ports, RESOLVER } from '../../objects';
import type { Mistake } from '../mistake';
import type { Json, Site } from '../site';

const BOTH = ports('53/UDP', '53');

/** The rule for the resolver, in place of the one that is right. */
function dns({ policy: { spec } }: Site, ...rules: Json[]): void {
  spec.egress!.splice(1, 1, ...rules);
}

function withResolver({ objects }: Site): void {
  objects.push(namespace('kube-system'), RESOLVER);
}

export const DNS_MISTAKES: readonly Mistake[] = [
  { what: 'egress is closed and names are forgotten', asked: 'kube-netpol KNP-034, threads', found: ['dns-blocked'], make: (site) => dns(site) },
  {
    what: 'the same in an input that shows the resolver', asked: 'threads: default deny and DNS', found: ['dns-blocked'], around: withResolver, make: (site) => dns(site),
  },
  { what: 'DNS over UDP only', asked: 'policy-assistant `DNSBlockedOnTCP`', found: ['dns-udp-only'], make: (site) => dns(site, { ...DNS, ports: ports('53/UDP') }) },
  { what: 'DNS over TCP only: no protocol is written', asked: 'policy-assistant `DNSBlockedOnUDP`', found: ['dns-tcp-only'], make: (site) => dns(site, { ...DNS, ports: ports('53') }) },
  {
    what: 'kube-system by the label `name`',
    asked: 'kyverno `add-networkpolicy-dns`',
    found: ['system-namespace-label', 'dns-blocked'],
    make: (site) => dns(site, { to: [namespaces({ name: 'kube-system' })], ports: BOTH }),
  },
  {
    what: 'the label `k8s-app: coredns`, which the pods of CoreDNS do not have',
    asked: 'threads: labels of CoreDNS',
    found: ['dns-blocked'],
    make: (site) => dns(site, { to: [namespaces({ [NAME]: 'kube-system' }, { 'k8s-app': 'coredns' })], ports: BOTH }),
  },
  {
    what: 'the resolver without its namespace',
    asked: 'threads: `podSelector` alone means the own namespace',
    found: ['dns-blocked'],
    make: (site) => dns(site, { to: [pods({ 'k8s-app': 'kube-dns' })], ports: BOTH }),
  },
  {
    what: 'the resolver in every namespace',
    asked: 'threads: any pod with that label',
    found: ['dns-label-any-namespace'],
    make: (site) => dns(site, { to: [namespaces({}, { 'k8s-app': 'kube-dns' })], ports: BOTH }),
  },
  {
    what: 'the internet without private addresses, for DNS, too',
    asked: 'field case `check-dns-1`',
    found: ['dns-blocked'],
    make: (site) => dns(site, { to: [block('0.0.0.0/0', '10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16')] }),
  },
  {
    what: 'a default deny in kube-system closes the resolver',
    asked: 'field case `check-dns-ingress-1`',
    found: ['dns-blocked'],
    around: withResolver,
    make: ({ objects }) => {
      objects.push(policy('kube-system/deny', { podSelector: {}, policyTypes: ['Ingress'] }));
      return 'NetworkPolicy kube-system/deny';
    },
  },
  {
    what: 'port 53 for the resolver of OpenShift',
    asked: 'threads: DNS pods listen on 5353',
    found: ['dns-service-port'],
    around: ({ objects }) => void objects.push(pod('openshift-dns/dns', { 'dns.operator.openshift.io/daemonset-dns': 'default' })),
    make: (site) => dns(site, { to: [namespaces({ [NAME]: 'openshift-dns' })], ports: BOTH }),
  },
  {
    what: 'a resolver on each node, which no selector of pods matches',
    asked: 'threads: NodeLocal DNSCache',
    found: ['dns-node-local'],
    around: withResolver,
    make: ({ objects }) => void objects.push(pod('kube-system/cache', { 'k8s-app': 'node-local-dns' }, { hostNetwork: true })),
  },
];
