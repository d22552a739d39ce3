/**
 * The naive judge: packet by packet, from the words of the API alone, on raw manifests. It shares nothing with `src` but the shape of a verdict.
 */
import { OracleCluster } from './cluster';
import { addressesOf } from './pods';
import { OracleEnd, always, decide } from './tiers';
import { ALLOW, Packet, Reading, Verdict, verdictOf } from './values';

export { buildCluster } from './cluster';
export type { OracleCluster, OraclePod } from './cluster';
export { external } from './pods';
export type { External } from './pods';
export type { OracleEnd } from './tiers';
export type { Packet, Protocol, Reading, Verdict } from './values';

export type Judge = (packet: Packet) => Verdict;

/** Families over which two ends can talk, as far as their addresses are known. */
function familiesOf(source: OracleEnd, destination: OracleEnd): (4 | 6 | undefined)[] {
  const known = [source, destination].map(addressesOf).filter((addresses) => addresses.length > 0)
    .map((addresses) => new Set(addresses.map((address) => address.family)));
  const common = ([4, 6] as const).filter((family) => known.every((families) => families.has(family)));
  return known.length === 0 || common.length === 0 ? [undefined] : [...common];
}

/** All questions about one ordered pair share the work on its peers. Without a family, the packet may be of any that both ends have. */
export function judgePair(cluster: OracleCluster, source: OracleEnd, target: OracleEnd, family?: 4 | 6, reading: Reading = {}): Judge {
  if (source === target) return () => 'allowed';
  const families = family === undefined ? familiesOf(source, target) : [family];
  const judges = families.map((item): Judge => {
    const view = { cluster, destination: target, circumstances: { family: item, reading } };
    const egress = source.external ? always(ALLOW) : decide({ ...view, pod: source, direction: 'egress', other: target });
    const ingress = target.external ? always(ALLOW) : decide({ ...view, pod: target, direction: 'ingress', other: source });
    return (packet) => verdictOf(egress(packet), ingress(packet));
  });
  if (judges.length === 1) return judges[0];
  return (packet) => {
    const first = judges[0](packet);
    return judges.every((judge) => judge(packet) === first) ? first : 'unknown';
  };
}

/** One question, one answer. */
export function verdict(cluster: OracleCluster, source: OracleEnd, target: OracleEnd, packet: Packet, family?: 4 | 6, reading?: Reading): Verdict {
  return judgePair(cluster, source, target, family, reading)(packet);
}
