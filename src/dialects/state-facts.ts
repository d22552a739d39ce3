import { NAMESPACE_NAME_LABEL } from '../model';
import type { Cluster, Facts, Namespace, Workload } from '../model';

/**
 * The cluster with what is stated about it. A stated namespace has exactly its stated labels, whether the input names it or not. The
 * labels of a declared one are those of its object: a contradiction is for the caller to tell.
 */
export function stateFacts(cluster: Cluster, facts: Facts): Cluster {
  const namespaces = new Map([...cluster.namespaces].map(([name, namespace]) => [name, stated(namespace, facts)]));
  for (const [name, labels] of facts.namespaces) {
    if (!namespaces.has(name)) namespaces.set(name, { name, labels: { ...labels, [NAMESPACE_NAME_LABEL]: name } });
  }
  return { ...cluster, namespaces, facts, ...(facts.complete && { workloads: cluster.workloads.map((workload) => counted(workload, cluster)) }) };
}

/** The pods of a cluster that is shown as a whole: what autoscalers and nodes may add is still open, what an author may write is not. */
function counted(workload: Workload, { nodes }: Cluster): Workload {
  const { mayScale, isCountUnwritten, ...rest } = workload;
  const isOneOfNode = workload.kind === 'DaemonSet' && nodes.length === 1;
  return mayScale === true && (isCountUnwritten === true || isOneOfNode || workload.pod !== undefined) ? rest : workload;
}

function stated(namespace: Namespace, { namespaces, complete }: Facts): Namespace {
  const { name, origin } = namespace;
  const labels = namespaces.get(name);
  if (origin !== undefined || (labels === undefined && !complete)) return namespace;
  return { name, labels: { ...labels, [NAMESPACE_NAME_LABEL]: name } };
}
