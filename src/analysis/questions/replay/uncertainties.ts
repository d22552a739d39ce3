import type { Replay, ReplayEdge } from '../../../results/replay';

/** Why a record as a whole says less than it seems to: nothing of it fits the input, or it is empty. */
export function uncertaintiesOf({ problems, coverage, edges }: Pick<Replay, 'problems' | 'coverage'> & { readonly edges: readonly ReplayEdge[] }): string[] {
  // a record of which nothing fits the input is most likely another cluster's
  if (edges.length > 0 && coverage.unobserved.length === coverage.workloads) {
    return ['no workload of the input is in the record; it may be of another cluster, or say addresses only that the input does not show'];
  }
  return edges.length === 0 && problems.length === 0 && coverage.records === 0 ? ['the record is empty, which says nothing about the traffic'] : [];
}
