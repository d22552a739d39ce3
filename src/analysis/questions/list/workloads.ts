import { countPairs } from '../../../engine';
import { Isolation } from '../../../results/enums';
import type { AnalysisStatistics, WorkloadInfo } from '../../../results/reachability';
import { isolationOf } from '../../pairs/isolation';
import type { AnalysisSession } from '../../session/session';

/** The workloads, by label. */
export function workloadsOf(session: AnalysisSession): WorkloadInfo[] {
  const { workloads } = session.decoded.cluster;
  const engine = session.engine();
  return [...session.identities().values()].map(({ label, namespace, name, kind, positions }) => {
    const classes = positions.map((position) => engine.classes.ofWorkload[position]);
    const [ingress, egress] = [isolationOf(engine, 'ingress', classes), isolationOf(engine, 'egress', classes)];
    return {
      label,
      namespace,
      name,
      kind,
      pods: positions.reduce((sum, position) => sum + Math.max(workloads[position].replicas, 1), 0),
      ingressIsolated: ingress === Isolation.ISOLATED,
      egressIsolated: egress === Isolation.ISOLATED,
      ingressIsolation: ingress,
      egressIsolation: egress,
    };
  });
}

/** How large the input and the analysis are, with all pairs of pods counted. */
export function statisticsOf(session: AnalysisSession): AnalysisStatistics {
  const { cluster, policies } = session.decoded;
  const engine = session.engine();
  const { allowed, unknown, denied } = countPairs(engine);
  return {
    namespaces: cluster.namespaces.size,
    workloads: session.identities().size,
    pods: engine.classes.podCount.reduce((sum, pods) => sum + pods, 0),
    policies: policies.length,
    allowedPairs: allowed,
    unknownPairs: unknown,
    deniedPairs: denied,
  };
}
