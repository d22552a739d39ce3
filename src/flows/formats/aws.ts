import { clientOf, isToItself } from '../client';
import { isFields, portOf, textOf } from '../fields';
import { instantOf } from '../instant';
import type { FlowFormat, FlowReader, ObservedOutcome, Sink } from '../observation';

const OUTCOMES: Readonly<Record<string, ObservedOutcome>> = { ACCEPT: 'passed', DENY: 'denied' };
const CLOUDWATCH = /Node: [^;]*;SIP: ([^;]*);SPORT: ([^;]*);DIP: ([^;]*);DPORT: ([^;]*);PROTOCOL: ([^;]*);PolicyVerdict: ([^;]*)(?:;Tier: [^;]*)?\s*$/;
/** Ports from here on are given to clients by most systems. */
const FIRST_EPHEMERAL = 32_768;
/** IPv4 and IPv6 lines put their colons and commas in different places. */
const LOCAL = /Flow Info: +Src IP:? ([^ ,]+),? Src Port:? ([0-9]+),? Dest IP:? ([^ ,]+),? Dest Port:? ([0-9]+),? Proto:? ([^ ,]+),? Verdict:? ([^ ,]+)(?:,? Direction:? ([a-z]+))?/;

/** The network policy agent of the AWS VPC CNI: lines of CloudWatch, or its own log. It says addresses only. */
export const AWS: FlowFormat = {
  name: 'aws',
  takes: 'lines',
  words: ['SIP', 'DIP', 'SPORT', 'DPORT', 'PolicyVerdict', 'PROTOCOL'],
  fits: (line) => /;SIP: .*;PolicyVerdict: /.test(line) || line.includes('Flow Info: Src IP') || line.includes('"Src IP"') || (line.includes('"logger":"ebpf-client"') && line.includes('"msg"')),
  open: (sink) => new AwsReader(sink),
};

class AwsReader implements FlowReader {
  public constructor(private readonly sink: Sink) {}

  public take(record: unknown): void {
    const { text, time } = messageOf(record as string);
    const cloud = CLOUDWATCH.exec(text);
    const local = cloud === null ? LOCAL.exec(text) : null;
    const found = cloud ?? local;
    if (found === null) {
      if (/SIP: |Flow Info/.test(text)) this.sink.bad('a line of the agent that was cut or changed');
      else if (text.startsWith('{') || /"level"|"logger"/.test(record as string)) this.sink.skip('another message of the agent');
      else this.sink.bad('no line of the agent');
      return;
    }
    const [, source, sourcePort, target, port, protocol, verdict, direction] = found;
    if (/^(EXPIRED|DELETED|EXPIRED\/DELETED)$/.test(verdict)) return this.sink.skip('the end of a connection');
    const outcome = OUTCOMES[verdict];
    if (outcome === undefined) return this.sink.bad(`the verdict \`${verdict}\``);
    const number = portOf(port);
    if (number === undefined && /^(TCP|UDP|SCTP)$/.test(protocol)) return this.sink.bad('a line without destination port');
    if (isToItself(source, target)) return this.sink.skip('a pod to itself');
    const from = portOf(sourcePort) ?? 0;
    this.sink.flow({
      source: this.sink.end(source, () => ({ address: source })),
      destination: this.sink.end(target, () => ({ address: target })),
      protocol,
      port: number ?? 0,
      sourcePort: from,
      family: target.includes(':') ? 6 : 4,
      // it logs every packet that it judges, answers among them
      ...(!isAnswer(from, number) && { reply: false }),
      outcome,
      arrived: direction === 'ingress',
      time,
      weight: 1,
      client: clientOf(source, from),
    });
  }
}

/** From a port that clients are not given to one that they are. */
function isAnswer(sourcePort: number, port: number | undefined): boolean {
  return sourcePort > 0 && sourcePort < FIRST_EPHEMERAL && port !== undefined && port >= FIRST_EPHEMERAL;
}

/** The message itself: the line, or what a JSON log or an export wraps round it. */
function messageOf(line: string): { text: string; time: number } {
  if (!line.startsWith('{')) return { text: line, time: instantOf(/^\S*\d{4}-\d\d-\d\dT[0-9:.]+Z/.exec(line)?.[0]) };
  try {
    const value: unknown = JSON.parse(line);
    if (!isFields(value)) return { text: line, time: NaN };
    const stamp = value.timestamp;
    const time = typeof stamp === 'number' ? stamp : instantOf(stamp ?? value.ts);
    // of 2023: a field for each part
    if (value['Src IP'] !== undefined) {
      const field = (name: string) => String(value[name]);
      const parts = ['Src IP', 'Src Port', 'Dest IP', 'Dest Port', 'Proto', 'Verdict'].map((name) => `${name} ${field(name)}`);
      return { text: `Flow Info: ${parts.join(', ')}`, time };
    }
    return { text: textOf(value.msg) ?? textOf(value.message) ?? line, time };
  } catch {
    return { text: line, time: NaN };
  }
}
