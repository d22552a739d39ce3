import type { Cluster, Policy, Workload } from '../../model';
import { Address, Intervals, IpSet, Ordinal } from '../../sets';
import { observablesOf } from '../compile';

/** Addresses that a pod may get: one list for each combination that blocks distinguish. An empty list stands for an unknown address. */
export type AddressRegions = readonly (readonly Address[])[];

const UNKNOWN: AddressRegions = [[]];

/** The regions of addresses that new pods may get in some ranges; without ranges, their addresses are unknown. */
export function addressRegionsIn(ranges: IpSet, policies: readonly Policy[]): AddressRegions {
  if (ranges.isEmpty()) return UNKNOWN;
  const { v4, v6 } = observablesOf(policies, true);
  const inV4 = segments(ranges.v4, Array.from(v4)).map((value): Address => ({ family: 4, value }));
  const inV6 = segments(ranges.v6, v6).map((value): Address => ({ family: 6, value }));
  if (inV4.length === 0) return inV6.map((address) => [address]);
  if (inV6.length === 0) return inV4.map((address) => [address]);
  return inV4.flatMap((a) => inV6.map((b) => [a, b]));
}

/** The first value of each segment into which the boundaries divide the intervals. */
function segments<T extends Ordinal>(intervals: Intervals<T>, boundaries: readonly T[]): T[] {
  return [...intervals].flatMap(({ first, last }) => [first, ...boundaries.filter((boundary) => boundary > first && boundary <= last)]);
}

/** The workloads, those of unknown address once for each region; `from`: the position of the workload that each one is a copy of. */
export function withAddressRegions(
  { workloads }: Cluster, regions: AddressRegions,
): { readonly workloads: readonly Workload[]; readonly from: Int32Array } {
  if (regions === UNKNOWN) return { workloads, from: Int32Array.from(workloads.keys()) };
  const copies: Workload[] = [];
  const from: number[] = [];
  workloads.forEach((workload, position) => {
    const known = workload.addresses.length > 0 || workload.hostNetwork;
    for (const addresses of known ? [workload.addresses] : regions) {
      copies.push(known ? workload : { ...workload, addresses });
      from.push(position);
    }
  });
  return { workloads: copies, from: Int32Array.from(from) };
}
