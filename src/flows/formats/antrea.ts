import { clientOf, familyOf, isToItself } from '../client';
import { countOf, Fields, isFields, labelsOf, portOf, textOf } from '../fields';
import { instantOf } from '../instant';
import type { FlowFormat, FlowReader, ObservedEnd, ObservedOutcome, Sink } from '../observation';
import { hasPorts, protocolNumbered } from '../protocol';

/** What a rule did: 1 allowed, 2 dropped, 3 rejected; 0 where none decided. */
const DENYING = [2, 3];

/**
 * Flow records of Antrea's Flow Aggregator: `antctl get flowrecords -o json`, or rows of its database as JSON. Each is a connection.
 *
 * @see https://antrea.io/docs/main/docs/network-flow-visibility/
 */
export const ANTREA: FlowFormat = {
  name: 'antrea',
  takes: 'values',
  words: ['sourcePodName', 'destinationPodName', 'sourceTransportPort', 'destinationTransportPort', 'protocolIdentifier', 'flowStartSeconds'],
  fits: (_, value) => isFields(value) && isFlow(value),
  open: (sink): FlowReader => ({ take: (record) => take(record, sink) }),
};

function isFlow({ destinationTransportPort, protocolIdentifier }: Fields): boolean {
  return destinationTransportPort !== undefined && protocolIdentifier !== undefined;
}

function take(record: unknown, sink: Sink): void {
  if (!isFields(record) || !isFlow(record)) return sink.bad('no flow record of Antrea');
  const protocol = protocolNumbered(countOf(record.protocolIdentifier));
  if (protocol === undefined) return sink.bad('a flow without protocol');
  const port = portOf(record.destinationTransportPort);
  if (port === undefined && hasPorts(protocol)) return sink.bad('a flow without destination port');
  const [source, target] = [addressOf(record, 'source'), addressOf(record, 'destination')];
  if (source === undefined || target === undefined) return sink.bad('a flow without address');
  if (isToItself(source, target)) return sink.skip('a pod to itself');
  const [first, last] = [timeOf(record.flowStartSeconds), timeOf(record.flowEndSeconds)];
  const sourcePort = portOf(record.sourceTransportPort) ?? 0;
  const family = familyOf(target);
  const call = calledOf(record);
  const outcome: ObservedOutcome = [record.ingressNetworkPolicyRuleAction, record.egressNetworkPolicyRuleAction]
    .some((action) => DENYING.includes(countOf(action) ?? 0)) ? 'denied' : 'passed';
  sink.at(first);
  const common = {
    source: endOf(record, 'source', source, sink),
    destination: call === undefined ? endOf(record, 'destination', target, sink) : sink.end(`service ${call.key}`, () => call.end),
    protocol,
    port: call?.port ?? port ?? 0,
    sourcePort,
    ...(family !== undefined && { family }),
    reply: false,
    outcome,
    // two-way connections are tracked, and both nodes report them
    arrived: outcome === 'passed',
    client: clientOf(source, sourcePort),
  };
  sink.flow({ ...common, time: first, weight: 1 });
  if (last > first) sink.flow({ ...common, time: last, weight: 0 });
}

/** The Service that was called, where the record does not name the pod behind it. */
function calledOf(record: Fields): { readonly key: string; readonly end: ObservedEnd; readonly port?: number } | undefined {
  const [, namespace, name] = /^([^/:]+)\/([^/:]+)/.exec(textOf(record.destinationServicePortName) ?? '') ?? [];
  if (name === undefined || textOf(record.destinationPodName) !== undefined) return undefined;
  const address = known(record.destinationClusterIP) ?? known(record.destinationClusterIPv4) ?? known(record.destinationClusterIPv6);
  const port = portOf(record.destinationServicePort);
  const end = { service: { namespace, name }, ...(address !== undefined && { address }) };
  return { key: `${namespace}/${name}/${address}`, end, ...(port !== undefined && { port }) };
}

type Side = 'source' | 'destination';

function addressOf(record: Fields, side: Side): string | undefined {
  return known(record[`${side}IP`]) ?? known(record[`${side}IPv4Address`]) ?? known(record[`${side}IPv6Address`]);
}

function known(value: unknown): string | undefined {
  const text = textOf(value);
  return text === '0.0.0.0' || text === '::' ? undefined : text;
}

function endOf(record: Fields, side: Side, address: string, sink: Sink): number {
  const [namespace, pod] = [textOf(record[`${side}PodNamespace`]), textOf(record[`${side}PodName`])];
  return sink.end(`${namespace}/${pod}/${address}`, () => {
    if (namespace === undefined || pod === undefined) return { address };
    const labels = podLabels(record[`${side}PodLabels`]);
    return { namespace, pod, address, ...(labels !== undefined && { labels }) };
  });
}

/** An object, or one written as text. */
function podLabels(value: unknown): Record<string, string> | undefined {
  if (isFields(value)) return labelsOf(value);
  try {
    const parsed: unknown = typeof value === 'string' && value !== '' ? JSON.parse(value) : undefined;
    return isFields(parsed) ? labelsOf(parsed) : undefined;
  } catch {
    return undefined;
  }
}

/** Seconds of Unix time, or a date of the database. */
function timeOf(value: unknown): number {
  const seconds = countOf(value);
  return seconds === undefined ? instantOf(value) : seconds * 1000;
}
