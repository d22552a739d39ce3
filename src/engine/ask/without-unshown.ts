import type { Cluster, Namespace } from '../../model';
import { IpSet } from '../../sets';

/** The cluster as if it had nothing but what the input shows: no other labels, nodes or pods. */
export function withoutUnshown(cluster: Cluster): Cluster {
  const { namespaces, workloads, facts } = cluster;
  const isPartial = workloads.some(({ unknownLabels, mayScale }) => unknownLabels !== undefined || mayScale);
  const hasOpen = [...namespaces.values()].some(({ openLabels }) => openLabels);
  return {
    ...cluster,
    namespaces: hasOpen ? new Map([...namespaces].map(([name, one]) => [name, closed(one)])) : namespaces,
    workloads: isPartial ? workloads.map(({ unknownLabels, mayScale, ...shown }) => shown) : workloads,
    facts: { namespaces: new Map(), apiServer: IpSet.NONE, publicAddresses: false, ...facts, complete: true },
  };
}

function closed({ openLabels, ...shown }: Namespace): Namespace {
  return shown;
}
