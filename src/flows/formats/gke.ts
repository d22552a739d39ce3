import { clientOf, familyOf, isToItself } from '../client';
import { countOf, Fields, fieldsOf, isFields, portOf, textOf } from '../fields';
import { instantOf } from '../instant';
import type { FlowFormat, FlowReader, ObservedEnd, ObservedOutcome, Sink } from '../observation';
import { hasPorts } from '../protocol';

const OUTCOMES: Readonly<Record<string, ObservedOutcome>> = { allow: 'passed', deny: 'denied' };
const PROTOCOLS: Readonly<Record<string, string>> = { tcp: 'TCP', udp: 'UDP', sctp: 'SCTP', icmp: 'ICMPv4', icmpv6: 'ICMPv6' };

/**
 * The network policy log of GKE Dataplane V2, alone or as an entry of Cloud Logging.
 *
 * @see https://cloud.google.com/kubernetes-engine/docs/how-to/network-policy-logging
 */
export const GKE: FlowFormat = {
  name: 'gke',
  takes: 'values',
  words: ['connection', 'disposition', 'src_ip', 'dest_ip', 'dest_port', 'pod_name', 'workload_name', 'jsonPayload'],
  fits: (_, value) => isFields(value) && isRecord(value),
  open: (sink): FlowReader => ({ take: (record) => take(record, sink) }),
};

function isRecord({ connection, disposition }: Fields): boolean {
  return isFields(connection) && connection.dest_ip !== undefined && typeof disposition === 'string';
}

function take(record: unknown, sink: Sink): void {
  if (!isFields(record) || !isRecord(record)) return sink.bad('no record of a policy log');
  const connection = fieldsOf(record.connection);
  const outcome = OUTCOMES[String(record.disposition).toLowerCase()];
  if (outcome === undefined) return sink.bad(`the disposition \`${String(record.disposition)}\``);
  const written = (textOf(connection.protocol) ?? '').toLowerCase();
  const protocol = PROTOCOLS[written] ?? written.toUpperCase();
  const [source, target] = [textOf(connection.src_ip), textOf(connection.dest_ip)];
  if (protocol === '' || source === undefined || target === undefined) return sink.bad('a record without protocol or address');
  const port = portOf(connection.dest_port);
  if (port === undefined && hasPorts(protocol)) return sink.bad('a record without destination port');
  if (isToItself(source, target)) return sink.skip('a pod to itself');
  const time = instantOf(record.timestamp);
  const sourcePort = portOf(connection.src_port) ?? 0;
  const family = familyOf(target);
  sink.at(time);
  sink.flow({
    source: endOf(fieldsOf(record.src), source, sink),
    destination: endOf(fieldsOf(record.dest), target, sink),
    protocol,
    port: port ?? 0,
    sourcePort,
    ...(family !== undefined && { family }),
    reply: false,
    outcome,
    arrived: connection.direction === 'ingress',
    time,
    weight: Math.max(1, countOf(record.count) ?? 1),
    client: clientOf(source, sourcePort),
  });
}

function endOf(end: Fields, address: string, sink: Sink): number {
  const namespace = textOf(end.pod_namespace) ?? textOf(end.namespace);
  const [pod, name, kind] = [textOf(end.pod_name), textOf(end.workload_name), textOf(end.workload_kind)];
  return sink.end(`${namespace}/${pod}/${kind}/${name}/${textOf(end.instance)}/${address}`, (): ObservedEnd => {
    if (namespace === undefined || (pod === undefined && name === undefined)) return { address, ...(textOf(end.instance) !== undefined && { entity: 'other-node' }) };
    const owner = name === undefined ? {} : { owner: { name, ...(kind !== undefined && { kind }) } };
    return { namespace, address, ...(pod !== undefined && { pod }), ...owner };
  });
}
