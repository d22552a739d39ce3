/**
 * The naive judge: packet by packet, from the words of the API alone, on raw manifests. It shares nothing with `src` but the shape of a verdict.
 */
import { OracleCluster } from './cluster';
import { OracleEnd, always, decide } from './tiers';
import { speaks } from './pods';
import { ALLOW, Packet, Reading, Verdict, verdictOf } from './values';

export { buildCluster } from './cluster';
export type { OracleCluster, OraclePod } from './cluster';
export { external } from './pods';
export type { OracleEnd } from './tiers';
export type { Packet, Protocol, Reading, Verdict } from './values';

type Judge = (packet: Packet) => Verdict;

const FAMILIES = [4, 6] as const;
const PASSES = always(ALLOW);

/**
 * All questions about one ordered pair share the work on its peers. A packet has one family: ends that share none exchange nothing, and where
 * they share one, their other addresses do not count. Where they share both, a rule about some of the addresses only may match.
 */
export function judgePair(cluster: OracleCluster, source: OracleEnd, target: OracleEnd, family?: 4 | 6, reading: Reading = {}): Judge {
  if (source === target) return () => 'allowed';
  const shared = FAMILIES.filter((one) => (family === undefined || one === family) && speaks(source, one) && speaks(target, one));
  if (shared.length === 0) return () => 'denied';
  const circumstances = { family: shared.length === 1 ? shared[0] : undefined, asked: family, reading };
  const egress = source.external ? PASSES : decide({ cluster, destination: target, circumstances, pod: source, direction: 'egress', other: target });
  const ingress = target.external ? PASSES : decide({ cluster, destination: target, circumstances, pod: target, direction: 'ingress', other: source });
  return (packet) => verdictOf(egress(packet), ingress(packet));
}

/** One question, one answer. */
export function verdict(cluster: OracleCluster, source: OracleEnd, target: OracleEnd, packet: Packet, family?: 4 | 6, reading?: Reading): Verdict {
  return judgePair(cluster, source, target, family, reading)(packet);
}
