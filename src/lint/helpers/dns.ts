import type { End } from '../../engine';
import type { Witness, WitnessEnd, Workload } from '../../model';
import { AKS_LOCAL_DNS, GKE_CLOUD_DNS, NODE_LOCAL_ADDRESS } from '../../profiles';
import { formatAddress, parseAddress, Protocol } from '../../sets';
import { isResolver } from '../framework/assumed-dns';
import { LintContext, workloadLabel } from '../framework/context';

/** A place where names may be resolved. */
export interface DnsEnd {
  readonly end: End;
  readonly port: number;
  readonly shown: WitnessEnd;
  /** Whether it is a pod that policies can select. */
  readonly pods: boolean;
}

/** The resolver pods of the input (or the assumed ones) first, then the addresses at which resolvers may listen. */
export function dnsEnds(context: LintContext): DnsEnd[] {
  const { cluster, engine } = context;
  const { ofWorkload } = engine.classes;
  const ends: DnsEnd[] = [];
  const seen = new Set<number>();
  cluster.workloads.forEach((workload, i) => {
    if (!isResolver(workload) || workload.hostNetwork || seen.has(ofWorkload[i])) return;
    seen.add(ofWorkload[i]);
    ends.push({ end: ofWorkload[i], port: portOf(workload), shown: { label: workloadLabel(workload), workload }, pods: true });
  });
  const assumed = ofWorkload[cluster.workloads.length];
  if (assumed !== undefined) {
    const workload = context.assumed!;
    const shown = { label: workloadLabel(workload), workload, ...(context.isAssumed && { assumed: true }) };
    ends.push({ end: assumed, port: portOf(workload), shown, pods: true });
  }
  for (const address of addresses(context)) ends.push({ end: address, port: 53, shown: { label: formatAddress(address), address }, pods: false });
  return ends;
}

/** The port at which the resolver pods listen; on OpenShift it is not the port of their Service. */
function portOf({ namespace }: Workload): number {
  return namespace === 'openshift-dns' ? 5353 : 53;
}

function addresses({ cluster }: LintContext) {
  const places = [...AKS_LOCAL_DNS.places, ...GKE_CLOUD_DNS.places].flatMap((place) => (place.type === 'address' ? [place.cidr.split('/')[0]] : []));
  const services = cluster.services.filter(({ namespace, name }) => (namespace === 'kube-system' && name === 'kube-dns') || (namespace === 'openshift-dns' && name === 'dns-default'));
  return [...[NODE_LOCAL_ADDRESS, ...places].map((text) => parseAddress(text)!), ...services.flatMap((service) => service.addresses)];
}

/** A connection to a resolver as a witness. */
export function dnsWitness(context: LintContext, source: number, dns: DnsEnd, protocol: Protocol, port: number, wanted: Witness['verdict']): Witness | undefined {
  const witness = context.witness(source, dns.end, protocol, port, wanted);
  return witness && { ...witness, destination: dns.shown };
}
