import { namespaceNamed } from '../../model';
import type { Cluster, EndpointSelector, Workload } from '../../model';
import { bothMatch, Match } from '../../sets';

/** Whether a selector selects a pod by its namespace and its own labels, as far as these are known. */
export function matchPod({ namespaces, pods }: EndpointSelector, pod: Workload, cluster: Pick<Cluster, 'namespaces'>): Match {
  const inside = matchNamespace(namespaces, pod.namespace, cluster);
  return inside === 'no' ? 'no' : bothMatch(inside, pods.match(pod));
}

/** Whether a selection selects a namespace, as far as its labels are known. */
export function matchNamespace(selection: EndpointSelector['namespaces'], namespace: string, { namespaces }: Pick<Cluster, 'namespaces'>): Match {
  if ('name' in selection) return selection.name === namespace ? 'definite' : 'no';
  return selection.labels.match(namespaceNamed(namespaces, namespace));
}
