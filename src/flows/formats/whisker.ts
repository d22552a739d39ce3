import { countOf, Fields, isFields, labelList, listOf, textOf } from '../fields';
import { instantOf } from '../instant';
import type { FlowFormat, FlowReader, ObservedEnd, ObservedOutcome, Sink } from '../observation';

const OUTCOMES: Readonly<Record<string, ObservedOutcome>> = { allow: 'passed', deny: 'denied' };
/** As Calico's components write them in lower case. */
export const CALICO_PROTOCOLS: Readonly<Record<string, string>> = { tcp: 'TCP', udp: 'UDP', sctp: 'SCTP', icmp: 'ICMPv4', icmp6: 'ICMPv6', icmpv6: 'ICMPv6' };
/** What stands for no namespace: in flow logs, and as Whisker shows it. */
const NO_NAMESPACE = ['-', '', 'global'];
/**
 * Addresses of nothing that Calico knows.
 *
 * @see https://docs.tigera.io/calico-cloud/observability/elastic/flow/datatypes
 */
const NETWORKS: Readonly<Record<string, 'public' | 'private'>> = { 'pub': 'public', 'public network': 'public', 'pvt': 'private', 'private network': 'private' };

/** Calico's Whisker (Goldmane): a list of aggregated flows, or its event stream. Each flow is a set of connections; replies are included. */
export const WHISKER: FlowFormat = {
  name: 'whisker',
  takes: 'values',
  words: ['source_name', 'source_namespace', 'dest_name', 'dest_namespace', 'dest_port', 'reporter', 'policies'],
  fits: (_, value) => isFields(value) && (isItem(value) || isList(value)),
  open: (sink) => new WhiskerReader(sink),
};

function isList({ items, total }: Fields): boolean {
  return Array.isArray(items) && (items.length === 0 ? isFields(total) : isItem(items[0]));
}

function isItem(value: unknown): boolean {
  return isFields(value) && typeof value.source_name === 'string' && typeof value.dest_name === 'string';
}

class WhiskerReader implements FlowReader {
  public constructor(private readonly sink: Sink) {}

  public take(record: unknown): void {
    const items = isFields(record) && Array.isArray(record.items) ? record.items : [record];
    if (isFields(record) && isFields(record.total) && (countOf(record.total.totalPages) ?? 1) > 1) {
      this.sink.bad(`one page of ${countOf(record.total.totalPages)}: the others are missing`);
    }
    for (const item of items) {
      if (isFields(item) && isItem(item)) this.item(item);
      else this.sink.bad('no flow of Whisker');
    }
  }

  private item(item: Fields): void {
    const { sink } = this;
    const action = textOf(item.action) ?? '';
    const outcome = OUTCOMES[action.toLowerCase()];
    if (outcome === undefined) return sink.bad(`the action \`${action}\``);
    const protocol = CALICO_PROTOCOLS[(textOf(item.protocol) ?? '').toLowerCase()] ?? textOf(item.protocol);
    if (protocol === undefined) return sink.bad('a flow without protocol');
    const port = countOf(item.dest_port) ?? 0;
    if ((protocol === 'TCP' || protocol === 'UDP' || protocol === 'SCTP') && (port < 1 || port > 65535)) return sink.bad('a flow without destination port');
    const audited = outcome === 'passed' && wouldDeny(item.policies);
    const times = [instantOf(item.start_time), instantOf(item.end_time)].filter((time) => !Number.isNaN(time));
    const ends = { source: this.end(item, 'source'), destination: this.end(item, 'dest') };
    const common = { ...ends, protocol, port, sourcePort: 0, reply: false, outcome: audited ? 'audited' as const : outcome, arrived: item.reporter === 'Dst', client: 0 };
    sink.flow({ ...common, time: times[0] ?? NaN, weight: 1 });
    if (times.length === 2) sink.flow({ ...common, time: times[1], weight: 0 });
  }

  private end(item: Fields, side: 'source' | 'dest'): number {
    const name = textOf(item[`${side}_name`]) ?? '';
    const namespace = textOf(item[`${side}_namespace`]) ?? '-';
    const labels = textOf(item[`${side}_labels`]) ?? '';
    return this.sink.end(`${namespace}/${name}/${labels}`, () => calicoEnd(name, namespace, labelList(labels, ' | ')));
  }
}

/** Nodes and sets of addresses are shown like pods, by a name alone. */
export function calicoEnd(name: string, namespace: string, labels: Readonly<Record<string, string>>): ObservedEnd {
  if (!NO_NAMESPACE.includes(namespace.toLowerCase())) return { namespace, pod: name, labels, ...(!name.endsWith('*') && { mayBeSet: true }) };
  const network = NETWORKS[name.toLowerCase()];
  return network === undefined ? { place: name } : { network };
}

/** A staged policy decides nothing yet: what it would deny passes today. */
function wouldDeny(policies: unknown): boolean {
  const pending = isFields(policies) ? listOf(policies.pending) : [];
  return pending.some((hit) => isFields(hit) && hit.action === 'Deny');
}
