/** Connections of a generated cluster as the lines that recorders would write of them. */
import type { Random } from './generate/random';

/* eslint-disable @typescript-eslint/no-explicit-any */
/** One end, with all that some recorder may say of it. */
export interface FlowEnd {
  readonly ip: string;
  readonly outside: boolean;
  /** An agent calls what it does not manage outside, a pod of the input among them. */
  readonly world?: boolean;
  readonly kind?: string;
  readonly namespace?: string;
  readonly name?: string;
  readonly pod?: string;
  readonly labels?: Readonly<Record<string, string>>;
}

/** A connection, or a call of a Service by its address. */
export interface Connection {
  readonly source: FlowEnd;
  readonly destination: FlowEnd;
  readonly protocol: string;
  readonly port: number;
  readonly passed: boolean;
  readonly service?: { readonly namespace: string; readonly name: string; readonly ip: string };
}

export type Form = 'hubble' | 'csv' | 'json' | 'aws';

const TIME = '2026-11-20T10:15:01.011000001Z';

/** The text of a record; every connection has at least one line that is no reply. */
export function linesOf(form: Form, connections: readonly Connection[], random: Random): string {
  const lines = connections.flatMap((connection) => {
    if (form === 'hubble') return hubbleLines(connection, random).map((flow) => JSON.stringify({ flow, node_name: 'default/worker', time: TIME }));
    if (form === 'aws') return [awsLine(connection, random)];
    return [form === 'json' ? JSON.stringify(genericOf(connection, random)) : csvLine(genericOf(connection, random))];
  });
  // records of several nodes come in any order
  const shuffled = random.sample(lines, lines.length);
  return `${form === 'csv' ? `${COLUMNS.join(',')}\n` : ''}${shuffled.join('\n')}\n`;
}

let uuid = 0;

function hubbleLines(connection: Connection, random: Random): any[] {
  const { source, destination, protocol, port, passed, service } = connection;
  const client = random.between(32_768, 60_999);
  const base = (from: FlowEnd, to: FlowEnd, ports: [number, number]) => ({
    time: TIME,
    uuid: `u${uuid++}`,
    verdict: passed ? 'FORWARDED' : 'DROPPED',
    IP: { source: from.ip, destination: to.ip, ipVersion: to.ip.includes(':') ? 'IPv6' : 'IPv4' },
    l4: { [protocol]: { source_port: ports[0], destination_port: ports[1] } },
    source: hubbleEnd(from, random),
    destination: hubbleEnd(to, random),
    Type: 'L3_L4',
  });
  if (service !== undefined && random.chance(0.3)) {
    const named = random.chance(0.5) ? { destination_service: { namespace: service.namespace, name: service.name } } : {};
    return [{ ...base(source, { ip: service.ip, outside: true }, [client, port]), ...named, is_reply: false, traffic_direction: 'EGRESS' }];
  }
  if (service !== undefined) {
    return [{
      ...base(source, { ip: service.ip, outside: false }, [client, port]),
      verdict: 'TRACED',
      Type: 'SOCK',
      destination: {},
      event_type: { type: 7 },
      destination_service: { namespace: service.namespace, name: service.name },
      sock_xlate_point: 'SOCK_XLATE_POINT_PRE_DIRECTION_FWD',
    }];
  }
  if (!passed) {
    const dropped = { ...base(source, destination, [client, port]), drop_reason_desc: 'POLICY_DENIED', traffic_direction: random.pick(['INGRESS', 'EGRESS']) };
    return random.chance(0.5) ? [dropped] : [{ ...dropped, event_type: { type: 5 } }, { ...dropped, uuid: `u${uuid++}`, event_type: { type: 1, sub_type: 133 } }];
  }
  const asked = { ...base(source, destination, [client, port]), is_reply: false, trace_reason: 'NEW' };
  const found: any[] = [];
  if (random.chance(0.7)) found.push({ ...asked, traffic_direction: 'EGRESS', trace_observation_point: 'TO_STACK' });
  if (found.length === 0 || random.chance(0.6)) found.push({ ...asked, uuid: `u${uuid++}`, traffic_direction: 'INGRESS', trace_observation_point: 'TO_ENDPOINT' });
  const answer = { ...base(destination, source, [port, client]), is_reply: true, trace_reason: 'REPLY', traffic_direction: 'INGRESS' };
  if (random.chance(0.5)) found.push(answer);
  if (random.chance(0.2)) found.push({ ...answer, uuid: `u${uuid++}`, traffic_direction: 'EGRESS' });
  // nobody says whether it asks or answers: it belongs to what is known
  if (random.chance(0.2)) found.push({ ...answer, uuid: `u${uuid++}`, is_reply: undefined, trace_reason: undefined });
  return found;
}

function hubbleEnd(end: FlowEnd, random: Random): any {
  if (end.outside || end.world) return { identity: 2, labels: ['reserved:world'] };
  if (end.namespace === undefined) return {};
  const labels = Object.entries(end.labels!).map(([key, value]) => `k8s:${key}=${value}`);
  const workloads = end.kind === 'Pod' || random.chance(0.5) ? {} : { workloads: [{ name: end.name, kind: end.kind }] };
  return { identity: 20_000, namespace: end.namespace, labels: [...labels, `k8s:io.kubernetes.pod.namespace=${end.namespace}`], pod_name: end.pod, ...workloads };
}

function awsLine({ source, destination, protocol, port, passed }: Connection, random: Random): string {
  return `Node: n;SIP: ${source.ip};SPORT: ${random.between(32_768, 60_999)};DIP: ${destination.ip};DPORT: ${port};PROTOCOL: ${protocol};PolicyVerdict: ${passed ? 'ACCEPT' : 'DENY'}`;
}

const COLUMNS = ['src_namespace', 'src_workload', 'src_pod', 'src_ip', 'dst_namespace', 'dst_workload', 'dst_pod', 'dst_ip', 'dst_port', 'protocol', 'verdict', 'time'];

function genericOf({ source, destination, protocol, port, passed }: Connection, random: Random): Record<string, string | number> {
  const side = (end: FlowEnd, name: string): Record<string, string> => {
    if (end.outside) return { [`${name}_ip`]: end.ip };
    const by = end.kind === 'Pod' && random.chance(0.5) ? { [`${name}_pod`]: end.pod! } : { [`${name}_workload`]: `${end.kind}/${end.name}` };
    return { [`${name}_namespace`]: end.namespace!, [`${name}_ip`]: end.ip, ...by };
  };
  return { ...side(source, 'src'), ...side(destination, 'dst'), dst_port: port, protocol, verdict: passed ? 'FORWARDED' : 'DROPPED', time: TIME };
}

function csvLine(flow: Record<string, string | number>): string {
  return COLUMNS.map((column) => flow[column] ?? '').join(',');
}
