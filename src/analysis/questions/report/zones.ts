import type { ZoneMatrix } from '../../../results/report';
import type { NamespacePairs } from '../../../results/report-register';
import { append } from '../../../sets';
import { groupsOf, type WorkloadGroup } from '../../pairs/groups';
import { PairScan } from '../../pairs/pair-scan';
import type { AnalysisSession, Identity } from '../../session/session';
import type { ResolvedTraffic } from '../../traffic/traffic';
import { namespacePairs } from './namespace-pairs';
import { OuterZones } from './outer-zones';
import { type RecordedEnd, recordedPairs } from './recorded-zones';
import { type Place, ZonePlaces } from './zone-places';

/** The most groups of workloads that are compared with each other. */
const MAX_GROUPS = 4000;

/** What the zones are made of, besides the input. */
interface ZoneSettings {
  /** Recorded traffic; its first session must be of the same input. @default - none */
  readonly traffic?: ResolvedTraffic;
  /** The namespaces of the cardholder data environment. @default - none */
  readonly marked?: readonly string[];
  /** The most groups of workloads that are compared with each other. @default 4000 */
  readonly maxGroups?: number;
  /** The pairs of namespaces. @default - they are worked out where they are needed */
  readonly pairs?: NamespacePairs;
}

/**
 * Who reaches whom by zones: of each two, what is allowed or unknown for some pair of ends, and what a record shows. With too many groups of
 * workloads, what passes between namespaces is taken from their pairs.
 */
export function zonesOf(session: AnalysisSession, settings: ZoneSettings = {}): ZoneMatrix {
  const { traffic, marked = [], maxGroups = MAX_GROUPS, pairs: found } = settings;
  const identities = [...session.identities().values()];
  const inside = new Map<string, Identity[]>();
  for (const identity of identities) append(inside, identity.namespace, identity);
  const namespaces = [...inside.keys()].sort();
  const outer = new OuterZones(session);
  const groups = groupsOf(identities, [session.engine()]);
  const isOnePod = (identity: Identity) => session.engine().isOnePod(identity, identity) === 'definite';
  const onePod = namespaces.filter((name) => inside.get(name)!.length === 1 && isOnePod(inside.get(name)![0]));
  const isRecorded = traffic !== undefined;
  const head = { namespaces, others: outer.names, marked: [...marked].sort(), isRecorded, ...(onePod.length > 0 && { onePod }) };
  const coarse = groups.length <= maxGroups ? undefined : `there are ${groups.length} groups of workloads, and ${maxGroups} are compared at most`;
  const { pairs = [], isCut = false } = coarse === undefined ? {} : found ?? namespacePairs(session);
  if (isCut) return { ...head, cells: [], details: [], leftOut: `${coarse!}, and too many pairs of namespaces` };
  const placesOf = groups.map(({ identities: members }) => members.map((i) => ({ ...identities[i], isOnePod: isOnePod(identities[i]) })));
  const places = new ZonePlaces(placesOf, marked, coarse === undefined ? undefined : 0);
  if (coarse === undefined) addPairs(session, groups, places);
  for (const { source, destination, allowed, unknown } of pairs) {
    places.add([{ zone: source }], [{ zone: destination }], { allowed: allowed._set, unknown: unknown._set });
  }
  for (const [source, { member }] of groups.entries()) {
    const from = places.ofGroup(source);
    for (const { reach, ...place } of outer.reaches('egress', member)) places.add(from, [place], reach);
    for (const { reach, ...place } of outer.reaches('ingress', member)) places.add([place], from, reach);
  }
  const placed = ({ zone, workload, address }: RecordedEnd): Place => (
    places.ofWorkload(workload) ?? { zone, ...(address !== undefined && { example: address }) });
  const recorded = traffic === undefined ? [] : recordedPairs(traffic, outer, new Set(namespaces));
  for (const { source, destination, traffic: shown } of recorded) places.add([placed(source)], [placed(destination)], shown);
  const { cells, details } = places.summed();
  const isListed = new Set([...namespaces, ...outer.names]);
  const recordedOnly = [...new Set(cells.flatMap(({ source, destination }) => [source, destination]))].filter((zone) => !isListed.has(zone)).sort();
  return {
    ...head,
    others: [...outer.names, ...recordedOnly],
    cells,
    details,
    ...(recordedOnly.length > 0 && { recordedOnly }),
    ...(coarse !== undefined && { coarse }),
  };
}

/** What passes between each two groups. */
function addPairs(session: AnalysisSession, groups: readonly WorkloadGroup[], places: ZonePlaces): void {
  const scan = new PairScan([session.engine()], groups.map(({ member }) => member));
  for (const source of groups.keys()) {
    const from = places.ofGroup(source);
    const add = (destination: number, reach: Parameters<ZonePlaces['add']>[2]) => places.add(from, places.ofGroup(destination), reach);
    for (const destination of scan.listed(source)) for (const reach of scan.between(0, source, destination)) add(destination, reach);
    for (const bucket of scan.buckets) {
      const reaches = scan.toBucket(0, source, bucket).filter(({ allowed, unknown }) => !allowed.isEmpty() || !unknown.isEmpty());
      if (reaches.length === 0) continue;
      for (const destination of bucket.members) if (!scan.isListed(destination)) for (const reach of reaches) add(destination, reach);
    }
  }
}
