import { clientOf, familyOf, isToItself } from '../client';
import { countOf, Fields, isFields, labelList, labelsOf, portOf, textOf } from '../fields';
import { instantOf } from '../instant';
import type { FlowFormat, FlowReader, ObservedEnd, ObservedOutcome, Sink } from '../observation';

/** The fields of the tool-neutral form, in the order of the columns; all but `dst_port` and `protocol` may be missing. */
export const FLOW_FIELDS = [
  'time', 'src_namespace', 'src_workload', 'src_pod', 'src_labels', 'src_ip', 'src_port', 'dst_namespace', 'dst_workload', 'dst_pod', 'dst_labels',
  'dst_ip', 'dst_service', 'dst_name', 'dst_port', 'protocol', 'verdict', 'is_reply', 'count', 'id',
] as const;

const OUTCOMES: Readonly<Record<string, ObservedOutcome>> = {
  FORWARDED: 'passed',
  ALLOWED: 'passed',
  ALLOW: 'passed',
  ACCEPT: 'passed',
  PASSED: 'passed',
  DROPPED: 'denied',
  DENIED: 'denied',
  DENY: 'denied',
  REJECT: 'denied',
  AUDIT: 'audited',
  FAILED: 'failed',
  UNKNOWN: 'seen',
};

/** One JSON object a flow, with the fields of `schemas/flows.schema.json`. */
export const GENERIC_JSON: FlowFormat = {
  name: 'json',
  takes: 'values',
  words: ['src_namespace', 'dst_namespace', 'src_ip', 'dst_ip', 'dst_port', 'protocol', 'src_workload', 'dst_workload'],
  fits: (_, value) => isGeneric(value) || (Array.isArray(value) && value.length > 0 && isGeneric(value[0])),
  open: (sink): FlowReader => ({
    take: (record) => {
      for (const item of Array.isArray(record) ? record as unknown[] : [record]) {
        if (isFields(item)) takeFlow(item, sink);
        else sink.bad('no object');
      }
    },
  }),
};

function isGeneric(value: unknown): boolean {
  return isFields(value) && value.dst_port !== undefined && value.protocol !== undefined;
}

/** Hands a flow of the tool-neutral form to the sink. */
export function takeFlow(flow: Fields, sink: Sink): void {
  const unknown = Object.keys(flow).find((key) => !(FLOW_FIELDS as readonly string[]).includes(key));
  if (unknown !== undefined) return sink.bad(`the field \`${unknown}\``);
  const protocol = textOf(flow.protocol)?.toUpperCase();
  if (protocol === undefined) return sink.bad('a flow without protocol');
  const port = portOf(flow.dst_port);
  if (port === undefined && /^(TCP|UDP|SCTP)$/.test(protocol)) return sink.bad('a flow without destination port');
  const verdict = textOf(flow.verdict)?.toUpperCase();
  const outcome = verdict === undefined ? 'seen' : OUTCOMES[verdict];
  if (outcome === undefined) return sink.bad(`the verdict \`${verdict}\``);
  const weight = flow.count === undefined || flow.count === '' ? 1 : countOf(flow.count);
  if (weight === undefined) return sink.bad('a count that is no number');
  const reply = booleanOf(flow.is_reply);
  if (reply === 'neither') return sink.bad('an `is_reply` that is neither true nor false');
  const sourcePort = portOf(flow.src_port) ?? 0;
  const time = instantOf(flow.time);
  if (textOf(flow.time) !== undefined && Number.isNaN(time)) return sink.bad('a time that is none of RFC 3339');
  const id = textOf(flow.id);
  const target = textOf(flow.dst_ip);
  const family = familyOf(target ?? textOf(flow.src_ip));
  if (!isNamed(flow, 'src')) return sink.bad('a flow without source');
  if (!isNamed(flow, 'dst')) return sink.bad('a flow without destination');
  if (isToItself(textOf(flow.src_ip), target)) return sink.skip('a pod to itself');
  sink.at(time);
  sink.flow({
    source: endOf(flow, 'src', sink),
    destination: endOf(flow, 'dst', sink),
    protocol,
    port: port ?? 0,
    sourcePort,
    ...(family !== undefined && { family }),
    // a table of flows is one of connections unless it says otherwise
    reply: reply ?? false,
    outcome,
    // the verdict of a table is that of the whole way
    arrived: true,
    time,
    weight,
    ...(id !== undefined && { id }),
    client: clientOf(textOf(flow.src_ip), sourcePort),
  });
}

function isNamed(flow: Fields, side: 'src' | 'dst'): boolean {
  return textOf(flow[`${side}_ip`]) !== undefined || textOf(flow[`${side}_namespace`]) !== undefined || (side === 'dst' && textOf(flow.dst_service) !== undefined);
}

function endOf(flow: Fields, side: 'src' | 'dst', sink: Sink): number {
  const value = (name: string) => flow[`${side}_${name}`];
  const text = (name: string) => textOf(value(name));
  const labels = isFields(value('labels')) ? JSON.stringify(value('labels')) : text('labels');
  const key = [text('namespace'), text('workload'), text('pod'), labels, text('ip'), text('service'), text('name')].join('|');
  return sink.end(key, () => {
    const [namespace, workload, pod, address, service, name] = [text('namespace'), text('workload'), text('pod'), text('ip'), text('service'), text('name')];
    const slash = workload?.indexOf('/') ?? -1;
    const named = workload?.slice(slash + 1);
    const owner = named === undefined ? undefined : { name: named, ...(slash > 0 && { kind: workload!.slice(0, slash) }) };
    const [serviceNamespace, serviceName] = service?.includes('/') ? service.split('/', 2) : [namespace, service];
    const end: ObservedEnd = {
      ...(namespace !== undefined && { namespace }),
      ...(owner !== undefined && { owner }),
      ...(pod !== undefined && { pod }),
      ...(labels !== undefined && { labels: isFields(value('labels')) ? labelsOf(value('labels')) : labelList(labels, /[,;]/) }),
      ...(address !== undefined && { address }),
      ...(serviceNamespace !== undefined && serviceName !== undefined && { service: { namespace: serviceNamespace, name: serviceName } }),
      ...(name !== undefined && { names: [name.replace(/\.$/, '')] }),
    };
    return end;
  });
}

function booleanOf(value: unknown): boolean | undefined | 'neither' {
  if (value === undefined || value === '' || value === null) return undefined;
  const text = String(value as string | boolean).toLowerCase();
  return text === 'true' ? true : text === 'false' ? false : 'neither';
}
