/** Whether what a replay says of its coverage is true: the numbers of its lines, and the pairs that are open and were never seen. */
import type { AnalysisSession } from '../../src/analysis/session/session';
import { coverageLines } from '../../src/report/replay/words';
import { Isolation } from '../../src/results/enums';
import type { Replay } from '../../src/results/replay';
import { judgePair, OracleCluster, OraclePod, Packet } from '../oracle';
import { isolationOf, labelOf } from './words-judge';

/** What was recorded between two pods. */
interface Recorded extends Packet {
  readonly from: OraclePod;
  readonly to: OraclePod;
}

/** What the record holds. */
interface Record {
  readonly lines: number;
  /** Connections between ends that can be found; those with an end outside have no pod there. */
  readonly edges: number;
  /** Connections of which one end cannot be found. */
  readonly unmapped: number;
  readonly pods: readonly OraclePod[];
  readonly connections: readonly Recorded[];
}

/** What is wrong with what is said of the coverage. `ports`: those of the policies. */
export function coverageFaults(result: Replay, session: AnalysisSession, oracle: OracleCluster, ports: readonly number[], record: Record): string[] {
  const all = groups(oracle.pods);
  const seen = new Set(record.pods.map(labelOf));
  const total = record.edges + record.unmapped;
  const never = [...all.keys()].filter((label) => !seen.has(label));
  const lines = coverageLines(result).join('\n');
  const expected = [
    `mapped: ${record.edges} of ${total} ${total === 1 ? 'edge' : 'edges'}${total === 0 ? '' : ` (${Math.floor((100 * record.edges) / total)} %)`}\n`,
    `workloads seen: ${all.size - never.length} of ${all.size}${never.length === 0 ? '\n' : '; never seen: '}`,
  ];
  const wrong = expected.filter((text) => !`${lines}\n`.includes(text)).map((text) => `the coverage does not say \`${text.trim()}\`, but\n${lines}`);
  const { unobserved, records, replies, duplicates } = result.coverage;
  if ([...unobserved].sort().join() !== never.sort().join()) wrong.push(`never seen: said ${unobserved.join()}, are ${never.join()}`);
  if (records !== record.lines || replies + duplicates > records) wrong.push(`${records} records are counted (${replies} replies, ${duplicates} duplicates), there are ${record.lines}`);
  return [...wrong, ...unseenFaults(result, session, oracle, ports, record.connections, all)];
}

function unseenFaults(
  { coverage }: Replay,
  session: AnalysisSession,
  oracle: OracleCluster,
  ports: readonly number[],
  connections: readonly Recorded[],
  all: ReadonlyMap<string, readonly OraclePod[]>,
): string[] {
  const wrong: string[] = [];
  const said = new Map(coverage.unseen.map((line) => [`${line.source} ${line.destination}`, line]));
  if (coverage.unseen.length !== coverage.unseenCount) wrong.push(`${coverage.unseenCount} pairs are said to be unseen, ${coverage.unseen.length} are listed`);
  const near = [...new Set([1, 65_535, ...ports.flatMap((port) => [port - 1, port, port + 1])])].filter((port) => port >= 1 && port <= 65_535);
  const packets = (['TCP', 'UDP', 'SCTP'] as const).flatMap((protocol) => near.map((port) => ({ protocol, port })));
  let openByDefault = 0;
  for (const [source, from] of all) {
    for (const [destination, to] of all) {
      const line = said.get(`${source} ${destination}`);
      const identity = session.identities();
      // a pod alone has no other pod to reach
      if (source === destination && session.engine().isOnePod(identity.get(source)!, identity.get(destination)!) !== 'no') {
        if (line !== undefined) wrong.push(`${source} is one pod, and said to be open to itself unseen`);
        continue;
      }
      const judges = from.flatMap((a) => to.map((b) => judgePair(oracle, a, a === b ? { ...b } : b)));
      const seen = connections.filter((one) => labelOf(one.from) === source && labelOf(one.to) === destination);
      const isIsolated = isolationOf(from, 'egress', oracle) !== Isolation.NOT_ISOLATED || isolationOf(to, 'ingress', oracle) !== Isolation.NOT_ISOLATED;
      const isOpen = (packet: Packet) => judges.every((judge) => judge(packet) === 'allowed');
      const isSeen = ({ protocol, port }: Packet) => seen.some((one) => one.protocol === protocol && one.port === port);
      const ends = line === undefined ? [] : (['TCP', 'UDP', 'SCTP'] as const).flatMap((protocol) =>
        line.traffic._set.ports(protocol).ranges().flatMap(({ first, last }) => [{ protocol, port: first }, { protocol, port: last }]));
      for (const packet of [...packets, ...ends]) {
        const isSaid = line?.traffic._set.contains(packet.protocol, packet.port) === true;
        if (isSaid !== (isIsolated && isOpen(packet) && !isSeen(packet))) {
          wrong.push(`${source} => ${destination} ${packet.protocol} ${packet.port} is ${isSaid ? '' : 'not '}said to be open by a rule and unseen`);
          break;
        }
      }
      if (line !== undefined && line.partly !== (seen.length > 0)) wrong.push(`${source} => ${destination}: other traffic was ${line.partly ? 'not ' : ''}seen`);
      if (!isIsolated && seen.length === 0 && packets.some(isOpen)) openByDefault++;
    }
  }
  if (openByDefault !== coverage.openByDefault) wrong.push(`${coverage.openByDefault} pairs are said to be open by default, ${openByDefault} are`);
  return wrong;
}

function groups(pods: readonly OraclePod[]): Map<string, OraclePod[]> {
  const found = new Map<string, OraclePod[]>();
  for (const pod of pods) found.set(labelOf(pod), [...found.get(labelOf(pod)) ?? [], pod]);
  return found;
}
