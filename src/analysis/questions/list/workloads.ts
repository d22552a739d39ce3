import { countPairs } from '../../../engine';
import type { Direction } from '../../../model';
import type { AnalysisStatistics, WorkloadInfo } from '../../../results/reachability';
import type { AnalysisSession } from '../../session/session';

/** The workloads, by label. */
export function workloadsOf(session: AnalysisSession): WorkloadInfo[] {
  const { workloads } = session.decoded.cluster;
  return [...session.identities().values()].map(({ label, namespace, name, kind, positions }) => ({
    label,
    namespace,
    name,
    kind,
    pods: positions.reduce((sum, position) => sum + Math.max(workloads[position].replicas, 1), 0),
    ingressIsolated: isIsolated(session, 'ingress', positions),
    egressIsolated: isIsolated(session, 'egress', positions),
  }));
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

function isIsolated(session: AnalysisSession, direction: Direction, positions: readonly number[]): boolean {
  const engine = session.engine();
  const isolates = (classId: number) => engine.policies(direction, classId).some(({ policy }) => policy.isolates.includes(direction));
  return positions.some((position) => isolates(engine.classes.ofWorkload[position]));
}
