import type { Cluster, Policy, Workload } from '../../model';
import { Address, Intervals, IpSet, Ordinal } from '../../sets';
import { observablesOf } from '../compile';

/** Addresses that a pod may get: one list for each combination that blocks tell apart. An empty list is an address that nobody knows. */
export type AddressRegions = readonly (readonly Address[])[];

const UNKNOWN: AddressRegions = [[]];

/** Where pods may come to lie; without ranges, nobody knows. */
export function addressRegionsIn(ranges: IpSet, policies: readonly Policy[]): AddressRegions {
  if (ranges.isEmpty()) return UNKNOWN;
  const { v4, v6 } = observablesOf(policies, true);
  const inV4 = segments(ranges.v4, Array.from(v4)).map((value): Address => ({ family: 4, value }));
  const inV6 = segments(ranges.v6, v6).map((value): Address => ({ family: 6, value }));
  if (inV4.length === 0) return inV6.map((address) => [address]);
  if (inV6.length === 0) return inV4.map((address) => [address]);
  return inV4.flatMap((a) => inV6.map((b) => [a, b]));
}

/** The first value of each piece that the boundaries cut the intervals into. */
function segments<T extends Ordinal>(intervals: Intervals<T>, boundaries: readonly T[]): T[] {
  return [...intervals].flatMap(({ first, last }) => [first, ...boundaries.filter((cut) => cut > first && cut <= last)]);
}

/** The workloads, those of unknown address once for each place that they may have; `from`: whose copy each one is. */
export function withAddressRegions(
  { workloads }: Cluster, places: AddressRegions,
): { readonly workloads: readonly Workload[]; readonly from: Int32Array } {
  if (places === UNKNOWN) return { workloads, from: Int32Array.from(workloads.keys()) };
  const copies: Workload[] = [];
  const from: number[] = [];
  workloads.forEach((workload, position) => {
    const known = workload.addresses.length > 0 || workload.hostNetwork;
    for (const addresses of known ? [workload.addresses] : places) {
      copies.push(known ? workload : { ...workload, addresses });
      from.push(position);
    }
  });
  return { workloads: copies, from: Int32Array.from(from) };
}
