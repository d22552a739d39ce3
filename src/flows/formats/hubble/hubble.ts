import { clientOf, isToItself } from '../../client';
import { countOf, Fields, fieldsOf, isFields, textOf, textsOf } from '../../fields';
import { instantOf } from '../../instant';
import type { FlowFormat, FlowReader, ObservedFlow, ObservedOutcome, Sink } from '../../observation';
import { hubbleEnd, hubbleKey, orService } from './end';
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
  words: ['flow', 'verdict', 'is_reply', 'traffic_direction', 'IP', 'l4', 'FORWARDED', 'DROPPED', 'event_type'],
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
    const known = verdict === 'DROPPED' ? dropOf(reason) : OUTCOMES[verdict];
    // a proxy that refuses a request has the connection
    const outcome = known !== undefined && (flow.Type === 'L7' || isFields(flow.l7)) ? 'passed' : known;
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
    const reply = replyOf(flow, layer, outcome);
    const isNumbered = port >= 1 && port <= 65535;
    // what a socket gets back has no port of its own
    if (isPacket && !isNumbered && !(reply === true && sourcePort > 0)) return sink.bad('a flow without destination port');
    if (sourceIp === undefined && from.namespace === undefined) return sink.bad('a flow without source');
    if ((from.pod_name !== undefined && from.pod_name === to.pod_name && from.namespace === to.namespace) || isToItself(sourceIp, targetIp)) return sink.skip('a pod to itself');
    const time = instantOf(flow.time ?? wrapper.time);
    sink.at(time);
    const names = reply === true ? flow.source_names : flow.destination_names;
    const observed: ObservedFlow = {
      source: this.end(from, sourceIp, flow.source_names, flow.source_service),
      destination: this.end(to, targetIp, flow.destination_names, flow.destination_service),
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

  private end(end: Fields, address: string | undefined, names: unknown, service: unknown): number {
    const key = hubbleKey(end, address ?? '');
    const called = isFields(service) && end.pod_name === undefined ? `${String(service.namespace)}/${String(service.name)}` : '';
    return this.sink.end(`${key}/${called}`, () => orService(hubbleEnd(end, address, textsOf(names)), service));
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

/** What only answers is a reply; then `is_reply` decides; other drops by a policy are no replies; otherwise the connection table, the TCP flags or the socket decide. */
function replyOf(flow: Fields, layer: Fields, outcome: ObservedOutcome): boolean | undefined {
  const { flags } = layer;
  const isSyn = isFields(flags) && flags.SYN === true;
  const point = typeof flow.sock_xlate_point === 'string' ? flow.sock_xlate_point : '';
  if ((isSyn && flags.ACK === true) || point.endsWith('_REV')) return true;
  if (typeof flow.is_reply === 'boolean') return flow.is_reply;
  // a packet that opens no connection may belong to one that the agent has forgotten
  if (outcome === 'denied') return isFields(flags) && !isSyn ? undefined : false;
  if (flow.trace_reason === 'REPLY' || flow.reply === true) return true;
  if (flow.trace_reason === 'NEW' || flow.trace_reason === 'ESTABLISHED') return false;
  if (isSyn || point.endsWith('_FWD')) return false;
  const seven = fieldsOf(flow.l7).type;
  return seven === 'REQUEST' ? false : seven === 'RESPONSE' ? true : undefined;
}

function weightOf(aggregate: unknown): number {
  if (!isFields(aggregate)) return 1;
  const counts = [aggregate.ingress_flow_count, aggregate.egress_flow_count, aggregate.unknown_direction_flow_count];
  return Math.max(1, counts.reduce<number>((sum, count) => sum + (countOf(count) ?? 0), 0));
}
