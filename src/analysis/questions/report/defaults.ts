import { Isolation } from '../../../results/enums';
import type { IsolationCount, NamespaceDefault } from '../../../results/report';
import type { WorkloadInfo } from '../../../results/reachability';
import type { AnalysisSession } from '../../session/session';

type Open = { readonly workload: string; readonly ingress: Isolation; readonly egress: Isolation };

const FIELDS: Readonly<Record<Isolation, keyof IsolationCount>> = {
  [Isolation.ISOLATED]: 'isolated',
  [Isolation.PARTLY]: 'partly',
  [Isolation.UNKNOWN]: 'unknown',
  [Isolation.NOT_ISOLATED]: 'notIsolated',
};

/** How many pods of some workloads are isolated in a direction. */
export function countIsolation(workloads: readonly WorkloadInfo[], direction: 'ingress' | 'egress'): IsolationCount {
  const counts = { isolated: 0, partly: 0, unknown: 0, notIsolated: 0 };
  for (const { pods, ingressIsolation, egressIsolation } of workloads) counts[FIELDS[direction === 'ingress' ? ingressIsolation : egressIsolation]] += pods;
  return counts;
}

/** What is denied by default in each namespace that has pods, by name. */
export function defaultsOf(session: AnalysisSession, workloads: readonly WorkloadInfo[]): NamespaceDefault[] {
  const onHosts = hostNetworkLabels(session);
  const byNamespace = new Map<string, WorkloadInfo[]>();
  for (const workload of workloads) {
    const list = byNamespace.get(workload.namespace);
    if (list === undefined) byNamespace.set(workload.namespace, [workload]);
    else list.push(workload);
  }
  return [...byNamespace].sort(([a], [b]) => (a < b ? -1 : 1)).map(([namespace, list]) => ({
    namespace,
    pods: list.reduce((sum, { pods }) => sum + pods, 0),
    ingress: countIsolation(list, 'ingress'),
    egress: countIsolation(list, 'egress'),
    hostNetwork: list.filter(({ label }) => onHosts.has(label)).map(({ label }) => label),
    open: list.filter(({ ingressIsolated, egressIsolated }) => !ingressIsolated || !egressIsolated)
      .map(({ label, ingressIsolation, egressIsolation }): Open => ({ workload: label, ingress: ingressIsolation, egress: egressIsolation })),
  }));
}

function hostNetworkLabels(session: AnalysisSession): ReadonlySet<string> {
  const { workloads } = session.decoded.cluster;
  const identities = [...session.identities().values()];
  return new Set(identities.filter(({ positions }) => positions.some((position) => workloads[position].hostNetwork)).map(({ label }) => label));
}
