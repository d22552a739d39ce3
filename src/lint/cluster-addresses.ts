import type { Cluster, Peer } from '../model';
import { Address, formatAddress, Intervals, IpSet } from '../sets';

/** The addresses of the cluster that the input shows, by what holds them. */
export interface ClusterAddresses {
  readonly pods: IpSet;
  readonly services: IpSet;
  readonly nodes: IpSet;
}

export function clusterAddresses({ workloads, services, nodes }: Cluster): ClusterAddresses {
  return {
    pods: setOf(workloads.flatMap(({ addresses, hostNetwork }) => (hostNetwork ? [] : addresses))),
    services: setOf(services.flatMap(({ addresses }) => addresses)),
    nodes: setOf(nodes.flatMap(({ addresses }) => addresses)),
  };
}

function setOf(addresses: readonly Address[]): IpSet {
  const v4 = Intervals.from(addresses.flatMap((a) => (a.family === 4 ? [{ first: a.value, last: a.value }] : [])));
  const v6 = Intervals.from(addresses.flatMap((a) => (a.family === 6 ? [{ first: a.value, last: a.value }] : [])));
  return IpSet.of(v4, v6);
}

/** Some address of a set, as text. */
export function someAddress({ v4, v6 }: IpSet): string {
  for (const { first } of v4) return formatAddress({ family: 4, value: first });
  for (const { first } of v6) return formatAddress({ family: 6, value: first });
  return '';
}

/** A block as broad as the internet: half of a family or more of it. */
export function isBroad(peer: Peer & { type: 'addresses' }): boolean {
  return (peer.blocks ?? []).some(({ cidr }) => Number(cidr.split('/')[1]) <= 1);
}
