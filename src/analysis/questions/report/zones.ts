import type { ZoneMatrix } from '../../../results/report';
import { groupsOf } from '../../pairs/groups';
import { PairScan } from '../../pairs/pair-scan';
import type { AnalysisSession } from '../../session/session';
import type { ResolvedTraffic } from '../../traffic/traffic';
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
}

/** Who reaches whom by zones: of each two, what is allowed or unknown for some pair of ends, and what a record shows. */
export function zonesOf(session: AnalysisSession, { traffic, marked = [] }: ZoneSettings = {}): ZoneMatrix {
  const identities = [...session.identities().values()];
  const namespaces = [...new Set(identities.map(({ namespace }) => namespace))].sort();
  const outer = new OuterZones(session);
  const groups = groupsOf(identities, [session.engine()]);
  const head = { namespaces, others: outer.names, marked: [...marked].sort(), isRecorded: traffic !== undefined };
  if (groups.length > MAX_GROUPS) {
    return { ...head, cells: [], details: [], leftOut: `there are ${groups.length} groups of workloads, and ${MAX_GROUPS} are compared at most` };
  }
  const places = new ZonePlaces(groups.map(({ identities: members }) => members.map((i) => identities[i])), marked);
  const scan = new PairScan([session.engine()], groups.map(({ member }) => member));
  for (const [source, { member }] of groups.entries()) {
    const from = places.ofGroup(source);
    const add = (destination: number, reach: Parameters<ZonePlaces['add']>[2]) => places.add(from, places.ofGroup(destination), reach);
    for (const destination of scan.listed(source)) for (const reach of scan.between(0, source, destination)) add(destination, reach);
    for (const bucket of scan.buckets) {
      const reaches = scan.toBucket(0, source, bucket).filter(({ allowed, unknown }) => !allowed.isEmpty() || !unknown.isEmpty());
      if (reaches.length === 0) continue;
      for (const destination of bucket.members) if (!scan.isListed(destination)) for (const reach of reaches) add(destination, reach);
    }
    for (const { reach, ...place } of outer.reaches('egress', member)) places.add(from, [place], reach);
    for (const { reach, ...place } of outer.reaches('ingress', member)) places.add([place], from, reach);
  }
  const placed = ({ zone, workload, address }: RecordedEnd): Place => (
    places.ofWorkload(workload) ?? { zone, ...(address !== undefined && { example: address }) });
  const recorded = traffic === undefined ? [] : recordedPairs(traffic, outer, new Set(namespaces));
  for (const { source, destination, traffic: shown } of recorded) places.add([placed(source)], [placed(destination)], shown);
  const { cells, details } = places.summed();
  const isListed = new Set([...namespaces, ...outer.names]);
  const unlisted = [...new Set(cells.flatMap(({ source, destination }) => [source, destination]))].filter((zone) => !isListed.has(zone));
  return { ...head, others: [...outer.names, ...unlisted.sort()], cells, details };
}
