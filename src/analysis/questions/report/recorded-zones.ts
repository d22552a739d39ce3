import { ReplayStatus } from '../../../results/enums';
import { Verdict } from '../../../results/reachability';
import { formatAddress, PortSet, type Protocol, TrafficSet } from '../../../sets';
import type { TrafficEnd } from '../../ends/traffic-end';
import type { ResolvedTraffic } from '../../traffic/traffic';
import { judgedTraffic } from '../replay/replay';
import { NODES, type OuterZones } from './outer-zones';

/** Ends that the input does not show. */
const NOT_SHOWN = '(not in the input)';
const PROTOCOLS: readonly string[] = ['TCP', 'UDP', 'SCTP'];

/** An end of a recorded connection: its zone, and its workload where it is one of the input. */
export interface RecordedEnd {
  readonly zone: string;
  readonly workload?: string;
  readonly address?: string;
}

/** A recorded connection between two zones. */
interface RecordedPair {
  readonly source: RecordedEnd;
  readonly destination: RecordedEnd;
  readonly traffic: Readonly<Partial<Record<'allowed' | 'unknown' | 'seen' | 'denied', TrafficSet>>>;
}

/**
 * What a record shows, by zones. What was denied at the time, and would be now, is no use of anything and is left out. Where the record does not
 * tell which of several pods it was, each of them counts.
 */
export function* recordedPairs(traffic: ResolvedTraffic, outer: OuterZones, namespaces: ReadonlySet<string>): Generator<RecordedPair> {
  const { workloads } = traffic.sessions[0].decoded.cluster;
  const endsOf = (end: TrafficEnd): RecordedEnd[] => {
    const inNamespace = (namespace: string, workload?: string): RecordedEnd[] => (
      [namespaces.has(namespace) ? { zone: namespace, ...(workload !== undefined && { workload }) } : { zone: NOT_SHOWN }]);
    switch (end.type) {
      case 'workload': return inNamespace(workloads[end.position].namespace, end.label);
      case 'choice': return end.among.flatMap(endsOf);
      case 'service': return inNamespace(end.namespace);
      case 'unmapped': return end.namespace === undefined ? [{ zone: NOT_SHOWN }] : inNamespace(end.namespace);
      case 'node': return [{ zone: NODES }];
      case 'block': return outer.ofSet(end.addresses).map((zone) => ({ zone }));
      default: return [{ zone: outer.of(end.address), address: formatAddress(end.address) }];
    }
  };
  for (const { edge, verdict, status } of judgedTraffic(traffic)) {
    if (!PROTOCOLS.includes(edge.protocol) || edge.port < 1) continue;
    const { denied, ...others } = edge.outcomes;
    if (Object.values(others).every((count) => count === 0) && edge.replies === 0) continue;
    const packets = TrafficSet.of(edge.protocol as Protocol, PortSet.single(edge.port));
    const shown = status === ReplayStatus.DENIED ? { denied: packets }
      : verdict === Verdict.DENIED ? undefined
        : { seen: packets, ...(verdict === Verdict.UNKNOWN ? { unknown: packets } : { allowed: packets }) };
    if (shown === undefined) continue;
    for (const source of endsOf(edge.source.ends[0])) {
      for (const destination of endsOf(edge.destination.ends[0])) {
        if (namespaces.has(source.zone) || namespaces.has(destination.zone)) yield { source, destination, traffic: shown };
      }
    }
  }
}
