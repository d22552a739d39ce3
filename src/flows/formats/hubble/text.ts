import { clientOf } from '../../client';
import { instantOf } from '../../instant';
import type { FlowFormat, FlowReader, ObservedOutcome, Sink } from '../../observation';
import { hasPorts } from '../../protocol';
import { printedEnd } from './host';

const MAX_LINE = 4096;
const VERDICTS = 'FORWARDED|DROPPED|AUDITED|AUDIT|REDIRECTED|ERROR|TRACED|TRANSLATED|ALLOWED|DENIED';
/** `TIME [NODE]: SOURCE (IDENTITY) -> DESTINATION (IDENTITY) TYPE VERDICT (SUMMARY)`; the arrow shows who asks. */
const COMPACT = new RegExp(`^\\s*(?:(.*?\\S)(?: \\[[^\\]]*\\])?: )?(\\S+)(?: \\(([^)]*)\\))? (->|<-|<>) (\\S+)(?: \\(([^)]*)\\))? (.+) (${VERDICTS}) \\((.*)\\)\\s*$`);
const HEADER = /^TIMESTAMP\s+(NODE\s+)?SOURCE\s+DESTINATION\s+TYPE\s+VERDICT\s+SUMMARY\s*$/;
const VERDICT = new RegExp(`^(?:${VERDICTS})$`);
const LOST = /^EVENTS LOST: (\S+)(?: CPU\(\d+\))? (\d+)\s*$/;
const NOISE = /^(Handling connection for |Forwarding from |EVENTS? )/;

const OUTCOMES: Readonly<Record<string, ObservedOutcome>> = {
  FORWARDED: 'passed', REDIRECTED: 'passed', ALLOWED: 'passed', DENIED: 'denied', AUDIT: 'audited', AUDITED: 'audited', ERROR: 'failed', TRACED: 'seen', TRANSLATED: 'seen',
};

/** What `hubble observe` prints for people: a line a flow, or a table. It says less than JSON does. */
export const HUBBLE_TEXT: FlowFormat = {
  name: 'hubble-text',
  takes: 'lines',
  words: ['FORWARDED', 'DROPPED', 'to-endpoint', 'TIMESTAMP', 'SOURCE', 'DESTINATION', 'VERDICT', 'SUMMARY'],
  fits: (line, value) => value === undefined && line.length < MAX_LINE && (COMPACT.test(line) || HEADER.test(line)),
  open: (sink) => new TextReader(sink),
};

/** A line in parts; the arrow is absent in a table. */
interface Line {
  readonly time: string;
  readonly source: readonly [host: string, identity?: string];
  readonly destination: readonly [host: string, identity?: string];
  readonly arrow?: string;
  readonly type: string;
  readonly verdict: string;
  readonly summary: string;
}

class TextReader implements FlowReader {
  private columns = 0;

  public constructor(private readonly sink: Sink) {}

  public take(record: unknown): void {
    const line = record as string;
    if (line.length >= MAX_LINE) return this.sink.bad('no line of hubble observe');
    if (HEADER.test(line)) {
      this.columns = line.trim().split(/\s+/).length;
      return;
    }
    const lost = LOST.exec(line);
    if (lost !== null) return this.sink.lost(Number(lost[2]), lost[1]);
    if (NOISE.test(line)) return this.sink.skip('a message of a port forward');
    const parts = compactLine(line) ?? tableLine(line, this.columns);
    if (parts === undefined) return this.sink.bad('no line of hubble observe');
    this.flow(parts);
  }

  private flow({ time, source, destination, arrow, type, verdict, summary }: Line): void {
    const { sink } = this;
    const protocol = protocolOf(summary);
    if (protocol === undefined) return sink.skip('a flow without protocol');
    const isRequest = /^(http|dns|kafka|grpc)-|-request$|-response$/i.test(type);
    const outcome = isRequest ? 'passed' : verdict === 'DROPPED' ? dropOf(type) : OUTCOMES[verdict];
    const reply = replyOf(arrow, type, summary, outcome);
    // a reply is printed below its connection: the packet goes against the arrow
    const [from, to] = (arrow === '<-' ? [destination, source] : [source, destination]).map(([host, identity]) => printedEnd(host, identity));
    if (from.key === to.key) return sink.skip('a pod to itself');
    if (hasPorts(protocol) && !(to.port >= 1 && to.port <= 65535) && !(reply === true && from.port > 0)) {
      return isRequest ? sink.skip('a request without port') : sink.bad('a flow without destination port');
    }
    const at = instantOf(time);
    sink.at(at);
    sink.flow({
      source: sink.end(from.key, () => from.end),
      destination: sink.end(to.key, () => to.end),
      protocol,
      port: to.port,
      sourcePort: from.port,
      ...(to.family !== undefined && { family: to.family }),
      ...(reply !== undefined && { reply }),
      outcome,
      ...(outcome !== 'passed' && verdict === 'DROPPED' && { reason: type }),
      arrived: type === 'to-endpoint' || / INGRESS$/.test(type),
      time: at,
      weight: 1,
      client: clientOf(from.key, from.port),
    });
  }
}

function compactLine(line: string): Line | undefined {
  const found = COMPACT.exec(line);
  if (found === null) return undefined;
  const [, time = '', source, sourceIdentity, arrow, destination, identity, type, verdict, summary] = found as (string | undefined)[];
  return { time, source: [source!, sourceIdentity], destination: [destination!, identity], arrow, type: type!, verdict: verdict!, summary: summary! };
}

/** Cells are apart by at least two blanks; the day of a date may be filled up by one. */
function tableLine(line: string, columns: number): Line | undefined {
  if (columns === 0) return undefined;
  const cells = line.trim().replace(/^([A-Z][a-z]{2}) {2}(\d )/, '$1 $2').split(/\s{2,}/);
  if (cells.length < columns) return undefined;
  const [time] = cells;
  const [source, destination, type, verdict, ...summary] = cells.slice(columns - 5);
  if (!VERDICT.test(verdict)) return undefined;
  return { time, source: hostOf(source), destination: hostOf(destination), type, verdict, summary: summary.join(' ') };
}

function hostOf(cell: string): [host: string, identity?: string] {
  const [, host, identity] = /^(\S+)(?: \(([^)]*)\))?$/.exec(cell) ?? [];
  return host === undefined ? [cell] : identity === undefined ? [host] : [host, identity];
}

function protocolOf(summary: string): string | undefined {
  const word = /^(TCP|UDP|SCTP|ICMPv4|ICMPv6|HTTP|DNS|Kafka)/.exec(summary)?.[1];
  return word === 'HTTP' || word === 'Kafka' ? 'TCP' : word === 'DNS' ? 'UDP' : word;
}

function dropOf(type: string): ObservedOutcome {
  return /^(Policy denied|Authentication required|POLICY_DEN|AUTH_REQUIRED|policy-verdict)/.test(type) ? 'denied' : 'dropped';
}

/** The arrow decides, then the flags and the socket; a drop by a policy is no reply, but for packets that open nothing. */
function replyOf(arrow: string | undefined, type: string, summary: string, outcome: ObservedOutcome): boolean | undefined {
  const flags = /TCP Flags: ([A-Z, ]+)/.exec(summary)?.[1].split(', ').map((flag) => flag.trim());
  const isSyn = flags?.includes('SYN') === true;
  if ((isSyn && flags.includes('ACK')) || /-(rev|response)$/.test(type)) return true;
  if (arrow === '->' || arrow === '<-') return arrow === '<-';
  if (isSyn || /-(fwd|request)$/.test(type)) return false;
  return outcome === 'denied' && flags === undefined ? false : undefined;
}
