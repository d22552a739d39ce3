import { clientOf } from '../../client';
import { countOf, Fields, fieldsOf, isFields, textOf, textsOf } from '../../fields';
import { instantOf } from '../../instant';
import type { FlowFormat, FlowReader, ObservedFlow, ObservedOutcome, Sink } from '../../observation';
import { hubbleEnd, hubbleKey } from './end';
import { KnownShapes } from './shapes';
import { isCamelCase, toSnakeCase } from './words';

/** @see https://docs.cilium.io/en/stable/_api/v1/flow/README/#dropreason */
const DROPPED_BY_POLICY: ReadonlySet<string | number> = new Set(['POLICY_DENIED', 133, 'POLICY_DENY', 181, 'AUTH_REQUIRED', 189]);
const OUTCOMES: Readonly<Record<string, ObservedOutcome>> = { FORWARDED: 'passed', REDIRECTED: 'passed', AUDIT: 'audited', ERROR: 'failed', TRACED: 'seen', TRANSLATED: 'seen' };
const WRAPPED = ['lost_events', 'node_status', 'agent_event', 'debug_event', 'lostEvents', 'nodeStatus', 'agentEvent', 'debugEvent'] as const;
const NO_FIELDS: Fields = {};

/** Hubble's JSON lines: wrapped or bare flows, lost events and the status of nodes. */
export const HUBBLE: FlowFormat = {
  name: 'hubble',
  takes: 'values',
  fits: (_, value) => isFields(value) && (isFields(value.flow) || WRAPPED.some((key) => isFields(value[key])) || isBare(value)),
  open: (sink) => new HubbleReader(sink),
};

function isBare(value: Fields): boolean {
  return typeof value.verdict === 'string' && (isFields(value.IP) || isFields(value.l4) || isFields(value.source));
}

class HubbleReader implements FlowReader {
  private readonly shapes = new KnownShapes();

  public constructor(private readonly sink: Sink) {}

  public recall(line: string): boolean {
    const flow = this.shapes.recall(line);
    if (flow !== undefined) this.sink.flow(flow);
    return flow !== undefined;
  }

  public take(record: unknown): void {
    if (!isFields(record)) return this.sink.bad('no object of Hubble');
    let wrapper = record;
    let flow = isFields(wrapper.flow) ? wrapper.flow : isBare(wrapper) ? wrapper : NO_FIELDS;
    if (isCamelCase(wrapper, flow)) {
      wrapper = toSnakeCase(wrapper) as Fields;
      flow = isFields(wrapper.flow) ? wrapper.flow : isBare(wrapper) ? wrapper : NO_FIELDS;
    }
    if (flow === NO_FIELDS) this.other(wrapper);
    else this.flow(flow, wrapper);
  }

  private other({ lost_events: lost, node_status: status, agent_event: agent, debug_event: debug, node_name: node }: Fields): void {
    if (isFields(lost)) {
      const count = countOf(lost.num_events_lost);
      if (count === undefined) return this.sink.bad('a number of lost events that is none');
      return this.sink.lost(count, `${textOf(lost.source) ?? 'unknown'}${textOf(node) === undefined ? '' : ` on ${node as string}`}`);
    }
    if (isFields(status)) {
      const missing = status.state_change === 'NODE_UNAVAILABLE' || status.state_change === 'NODE_ERROR' || status.state_change === 'NODE_DISCONNECTED' || status.state_change === 'NODE_GONE';
      for (const name of textsOf(status.node_names)) this.sink.node(name, missing);
      return this.sink.skip('status of a node');
    }
    if (isFields(agent) || isFields(debug)) return this.sink.skip('event of the agent');
    this.sink.bad('no flow of Hubble');
  }

  private flow(flow: Fields, wrapper: Fields): void {
    const { sink } = this;
    const verdict = flow.verdict as string;
    const reason = flow.drop_reason_desc ?? flow.drop_reason;
    const outcome = verdict === 'DROPPED' ? dropOf(reason) : OUTCOMES[verdict];
    if (outcome === undefined) return sink.bad(textOf(verdict) === undefined || verdict === 'VERDICT_UNKNOWN' ? 'a flow without verdict' : `the verdict \`${verdict}\``);
    const ip = fieldsOf(flow.IP);
    const from = fieldsOf(flow.source);
    const to = fieldsOf(flow.destination);
    const sourceIp = textOf(ip.source);
    const targetIp = textOf(ip.destination);
    const l4 = flow.l4;
    const protocol = isFields(l4) ? protocolOf(l4) : undefined;
    if (flow.l7 !== undefined) this.names(fieldsOf(fieldsOf(flow.l7).dns));
    if (protocol === undefined) return sink.skip('a flow without protocol');
    const layer = fieldsOf((l4 as Fields)[protocol]);
    const port = countOf(layer.destination_port) ?? 0;
    const sourcePort = countOf(layer.source_port) ?? 0;
    const isPacket = protocol === 'TCP' || protocol === 'UDP' || protocol === 'SCTP';
    if (isPacket && (port < 1 || port > 65535)) return sink.bad('a flow without destination port');
    if (sourceIp === undefined && from.namespace === undefined) return sink.bad('a flow without source');
    if (from.pod_name !== undefined && from.pod_name === to.pod_name && from.namespace === to.namespace) return sink.skip('a pod to itself');
    const time = instantOf(flow.time ?? wrapper.time);
    sink.at(time);
    const reply = replyOf(flow, layer, outcome);
    const names = reply === true ? flow.source_names : flow.destination_names;
    const observed: ObservedFlow = {
      source: sink.end(hubbleKey(from, sourceIp ?? ''), () => hubbleEnd(from, sourceIp, textsOf(flow.source_names))),
      destination: flow.Type === 'SOCK' ? this.socketEnd(flow, to, targetIp) : sink.end(hubbleKey(to, targetIp ?? ''), () => hubbleEnd(to, targetIp, textsOf(flow.destination_names))),
      protocol,
      port,
      sourcePort,
      ...(targetIp !== undefined && { family: targetIp.includes(':') ? 6 : 4 }),
      reply,
      outcome,
      ...(outcome !== 'passed' && typeof reason === 'string' && { reason }),
      arrived: flow.traffic_direction === 'INGRESS' || flow.trace_reason === 'ESTABLISHED',
      time,
      weight: weightOf(flow.aggregate),
      ...(typeof flow.uuid === 'string' && { id: flow.uuid }),
      client: clientOf(sourceIp, sourcePort),
    };
    sink.flow(observed);
    if (flow.l7 === undefined) this.shapes.keep(observed, sourceIp);
    if (Array.isArray(names) && names.length > 0) {
      const address = reply === true ? sourceIp : targetIp;
      if (address !== undefined) for (const name of textsOf(names)) sink.name(name, [address]);
    }
  }

  /** A socket sees the address of the Service before it is translated. */
  private socketEnd(flow: Fields, to: Fields, address: string | undefined): number {
    const service = fieldsOf(flow.destination_service);
    const [namespace, name] = [textOf(service.namespace), textOf(service.name)];
    if (to.pod_name !== undefined || namespace === undefined || name === undefined) {
      return this.sink.end(hubbleKey(to, address ?? ''), () => hubbleEnd(to, address, []));
    }
    return this.sink.end(`service ${namespace}/${name}/${address}`, () => ({ service: { namespace, name }, ...(address !== undefined && { address }) }));
  }

  private names({ query, ips }: Fields): void {
    const name = textOf(query);
    if (name !== undefined && Array.isArray(ips) && ips.length > 0) this.sink.name(name.replace(/\.$/, ''), textsOf(ips));
  }
}

/** A drop without reason may be one by a policy or not. */
function dropOf(reason: unknown): ObservedOutcome {
  if (reason === undefined || reason === 'DROP_REASON_UNKNOWN' || reason === 0) return 'failed';
  return DROPPED_BY_POLICY.has(reason as string) ? 'denied' : 'dropped';
}

function protocolOf(l4: Fields): string | undefined {
  if (l4.TCP !== undefined) return 'TCP';
  for (const name in l4) if (isFields(l4[name])) return name;
  return undefined;
}

/** `is_reply` decides; drops by a policy are never replies; otherwise the connection table, the TCP flags or the socket decide. */
function replyOf(flow: Fields, layer: Fields, outcome: ObservedOutcome): boolean | undefined {
  if (typeof flow.is_reply === 'boolean') return flow.is_reply;
  if (outcome === 'denied') return false;
  if (flow.trace_reason === 'REPLY' || flow.reply === true) return true;
  if (flow.trace_reason === 'NEW' || flow.trace_reason === 'ESTABLISHED') return false;
  const flags = layer.flags;
  if (isFields(flags) && flags.SYN === true) return flags.ACK === true;
  const point = flow.sock_xlate_point;
  if (typeof point === 'string' && point.endsWith('_FWD')) return false;
  if (typeof point === 'string' && point.endsWith('_REV')) return true;
  const seven = fieldsOf(flow.l7).type;
  return seven === 'REQUEST' ? false : seven === 'RESPONSE' ? true : undefined;
}

function weightOf(aggregate: unknown): number {
  if (!isFields(aggregate)) return 1;
  const counts = [aggregate.ingress_flow_count, aggregate.egress_flow_count, aggregate.unknown_direction_flow_count];
  return Math.max(1, counts.reduce<number>((sum, count) => sum + (countOf(count) ?? 0), 0));
}
