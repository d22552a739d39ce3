import { clientOf, familyOf, isToItself } from '../client';
import { countOf, Fields, isFields, listOf, portOf, textOf } from '../fields';
import type { FlowFormat, FlowReader, ObservedEnd, ObservedOutcome, Sink } from '../observation';
import { hasPorts, protocolNumbered } from '../protocol';

/** Bits of `Flags`: those of TCP, and some for packets with two of them. */
const FLAG_BITS: Readonly<Record<string, number>> = { SYN: 2, ACK: 16, SYN_ACK: 256 };

/**
 * Flows of NetObserv, the observability operator of OpenShift. Each is one direction of a connection.
 *
 * @see https://docs.okd.io/latest/observability/network_observability/json-flows-format-reference.html
 */
export const NETOBSERV: FlowFormat = {
  name: 'netobserv',
  takes: 'values',
  words: ['SrcAddr', 'DstAddr', 'SrcK8S_Name', 'DstK8S_Name', 'SrcK8S_Namespace', 'DstPort', 'Proto', 'FlowDirection'],
  fits: (_, value) => isFields(value) && isFlow(value),
  open: (sink): FlowReader => ({ take: (record) => take(record, sink) }),
};

function isFlow({ SrcAddr, DstAddr, Proto }: Fields): boolean {
  return typeof SrcAddr === 'string' && typeof DstAddr === 'string' && Proto !== undefined;
}

function take(record: unknown, sink: Sink): void {
  if (!isFields(record) || !isFlow(record)) return sink.bad('no flow of NetObserv');
  if (record.Duplicate === true) return sink.skip('a flow that another interface shows, too');
  const protocol = protocolNumbered(countOf(record.Proto));
  if (protocol === undefined) return sink.bad('a flow without protocol');
  const [source, target] = [record.SrcAddr as string, record.DstAddr as string];
  const port = portOf(record.DstPort);
  if (port === undefined && hasPorts(protocol)) return sink.bad('a flow without destination port');
  if (isToItself(source, target)) return sink.skip('a pod to itself');
  const [first, last] = [record.TimeFlowStartMs, record.TimeFlowEndMs].map((time) => countOf(time) ?? NaN);
  const cause = textOf(record.PktDropLatestDropCause);
  const outcome = outcomeOf(record);
  const reply = replyOf(record.Flags, outcome);
  const sourcePort = portOf(record.SrcPort) ?? 0;
  const family = familyOf(target);
  sink.at(first);
  const common = {
    source: sink.end(keyOf(record, 'Src'), () => endOf(record, 'Src', source)),
    destination: sink.end(keyOf(record, 'Dst'), () => endOf(record, 'Dst', target)),
    protocol,
    port: port ?? 0,
    sourcePort,
    ...(family !== undefined && { family }),
    ...(reply !== undefined && { reply }),
    outcome,
    ...(outcome === 'failed' && cause !== undefined && { reason: cause }),
    arrived: outcome === 'passed' && [0, 2].includes(countOf(record.FlowDirection) ?? -1),
    client: clientOf(source, sourcePort),
  };
  sink.flow({ ...common, time: first, weight: 1 });
  if (last > first) sink.flow({ ...common, time: last, weight: 0 });
}

/** Only an event of a policy says that one denied it; packets may be lost for many other reasons. */
function outcomeOf({ NetworkEvents, Packets, PktDropPackets }: Fields): ObservedOutcome {
  const isDenied = listOf(NetworkEvents).some((event) => isFields(event) && event.Feature === 'acl' && (event.Action === 'drop' || event.Action === 'reject'));
  if (isDenied) return 'denied';
  const dropped = countOf(PktDropPackets) ?? 0;
  return dropped > 0 && dropped >= (countOf(Packets) ?? 0) ? 'failed' : 'passed';
}

/** Flags of all packets of the flow together; without them, the ports decide. */
function replyOf(flags: unknown, outcome: ObservedOutcome): boolean | undefined {
  const names = listOf(flags);
  const bits = countOf(flags) ?? 0;
  const has = (name: string) => names.includes(name) || (bits & FLAG_BITS[name]) !== 0;
  if (has('SYN_ACK')) return true;
  if (has('SYN')) return has('ACK') ? undefined : false;
  return outcome === 'denied' && names.length === 0 && bits === 0 ? false : undefined;
}

function keyOf(record: Fields, side: 'Src' | 'Dst'): string {
  return ['Addr', 'K8S_Type', 'K8S_Namespace', 'K8S_Name', 'K8S_OwnerName'].map((field) => String(record[`${side}${field}`])).join('/');
}

function endOf(record: Fields, side: 'Src' | 'Dst', address: string): ObservedEnd {
  const field = (name: string) => textOf(record[`${side}K8S_${name}`]);
  const [type = 'Pod', namespace, name, owner, kind] = ['Type', 'Namespace', 'Name', 'OwnerName', 'OwnerType'].map(field);
  if (type === 'Node') return { address, entity: 'other-node' };
  if (namespace === undefined || name === undefined) return { address };
  if (type === 'Service') return { address, service: { namespace, name } };
  const known = owner === undefined || owner === name ? {} : { owner: { name: owner, ...(kind !== undefined && { kind }) } };
  return { namespace, pod: name, address, ...known };
}
