import { clientOf, familyOf, isToItself } from '../client';
import { countOf, Fields, fieldsOf, isFields, labelList, listOf, portOf, textOf, textsOf } from '../fields';
import type { FlowFormat, FlowReader, ObservedEnd, ObservedOutcome, Sink } from '../observation';
import { hasPorts } from '../protocol';
import { CALICO_PROTOCOLS, calicoEnd } from './whisker';

const OUTCOMES: Readonly<Record<string, ObservedOutcome>> = { allow: 'passed', deny: 'denied' };

/**
 * Flow logs of Calico Enterprise and Calico Cloud. Each is a set of connections; replies are included.
 *
 * @see https://docs.tigera.io/calico-cloud/observability/elastic/flow/datatypes
 */
export const CALICO_ENTERPRISE: FlowFormat = {
  name: 'calico-enterprise',
  takes: 'values',
  words: ['source_name_aggr', 'dest_name_aggr', 'source_type', 'dest_type', 'reporter', 'num_flows', 'dest_port', 'proto'],
  fits: (_, value) => isFields(value) && isLog(value),
  open: (sink): FlowReader => ({ take: (record) => take(record, sink) }),
};

function isLog({ source_name_aggr: source, dest_name_aggr: dest, reporter }: Fields): boolean {
  return typeof source === 'string' && typeof dest === 'string' && typeof reporter === 'string';
}

function take(record: unknown, sink: Sink): void {
  if (!isFields(record) || !isLog(record)) return sink.bad('no flow log of Calico');
  const action = textOf(record.action) ?? '';
  const known = OUTCOMES[action.toLowerCase()];
  if (known === undefined) return sink.bad(`the action \`${action}\``);
  const written = textOf(record.proto) ?? textOf(record.protocol);
  if (written === undefined) return sink.bad('a flow without protocol');
  const protocol = CALICO_PROTOCOLS[written.toLowerCase()] ?? written.toUpperCase();
  const port = portOf(record.dest_port);
  if (port === undefined && hasPorts(protocol)) return sink.bad('a flow without destination port');
  const [source, target] = [addressOf(record.source_ip), addressOf(record.dest_ip)];
  if (isToItself(source, target)) return sink.skip('a pod to itself');
  const [first = NaN, last] = [record.start_time, record.end_time].map(timeOf).filter((time) => !Number.isNaN(time));
  sink.at(first);
  const sourcePort = portOf(record.source_port) ?? 0;
  const family = familyOf(target ?? source);
  const common = {
    source: sink.end(keyOf(record, 'source'), () => endOf(record, 'source')),
    destination: sink.end(keyOf(record, 'dest'), () => endOf(record, 'dest')),
    protocol,
    port: port ?? 0,
    sourcePort,
    ...(family !== undefined && { family }),
    reply: false,
    outcome: known === 'passed' && wouldDeny(record.policies) ? 'audited' as const : known,
    arrived: record.reporter === 'dst',
    client: clientOf(source, sourcePort),
  };
  sink.flow({ ...common, time: first, weight: Math.max(1, countOf(record.num_flows) ?? 1) });
  if (last !== undefined) sink.flow({ ...common, time: last, weight: 0 });
}

type Side = 'source' | 'dest';

function keyOf(record: Fields, side: Side): string {
  return ['type', 'namespace', 'name', 'name_aggr', 'ip'].map((field) => String(record[`${side}_${field}`])).join('/');
}

/** A name that was aggregated away is `-`, or all that the aggregated names begin with. */
function endOf(record: Fields, side: Side): ObservedEnd {
  const field = (name: string) => textOf(record[`${side}_${name}`]);
  const [own, aggregated, namespace = '-', address] = [field('name'), field('name_aggr') ?? '-', field('namespace'), addressOf(field('ip'))];
  const name = own === undefined || own === '-' ? aggregated : own;
  const at = address === undefined ? {} : { address };
  if (field('type') !== 'wep' && address !== undefined) return { address };
  const labels = labelList(textsOf(fieldsOf(record[`${side}_labels`]).labels).join('\n'), '\n');
  const { mayBeSet, ...end } = calicoEnd(name, namespace, labels);
  return field('type') === 'wep' || mayBeSet === undefined ? { ...end, ...at } : { ...end, mayBeSet, ...at };
}

/** Elasticsearch keeps an address that was aggregated away as none at all. */
function addressOf(value: unknown): string | undefined {
  const text = textOf(value);
  return text === '0.0.0.0' || text === '-' ? undefined : text;
}

/** Seconds of Unix time. */
function timeOf(value: unknown): number {
  return typeof value === 'number' ? value * 1000 : typeof value === 'string' ? Date.parse(value) : NaN;
}

/** A staged policy decides nothing yet: what it would deny passes today. */
function wouldDeny(policies: unknown): boolean {
  return listOf(fieldsOf(policies).pending_policies).some((text) => typeof text === 'string' && text.split('|')[3] === 'deny');
}
