import { Isolation } from '../../../results/enums';
import type { ReplayCoverage, UnseenEdge } from '../../../results/replay';
import { PortSet, Protocol, TrafficSet } from '../../../sets';
import type { Identity, AnalysisSession } from '../../session/session';
import { isolationOf } from '../../pairs/isolation';
import { alike, Bucket, Member, PairScan } from '../../pairs/pair-scan';
import type { TrafficEdge } from '../../traffic/traffic';
import { labelsOf } from '../../ends/traffic-end';
import { Traffic } from '../../../results/traffic';

const MAX_LISTED = 10_000;

/** What is open and was never seen. */
type Unseen = Pick<ReplayCoverage, 'unseen' | 'unseenCount' | 'openByDefault'>;

/** The workloads of the input itself, without those that only the record shows. */
export function givenIdentities(session: AnalysisSession): Identity[] {
  const { workloads } = session.decoded.cluster;
  return [...session.identities().values()].filter(({ positions }) => workloads[positions[0]].origin !== undefined);
}

/** Compares what the policies let through with what was seen. */
export function unseenEdges(edges: readonly TrafficEdge[], session: AnalysisSession): Unseen {
  return new UnseenSearch(edges, session).search();
}

/** Examines all pairs of workloads; equivalent ones are counted together, so that a large cluster without policies costs little. */
class UnseenSearch {
  private readonly identities: readonly Identity[];
  private readonly seen: ReadonlyMap<number, ReadonlyMap<number, TrafficSet>>;
  private readonly members: readonly Member[];
  private readonly into: readonly boolean[];
  private readonly out: readonly boolean[];
  private readonly scan: PairScan;
  private readonly bucketOf: Int32Array;
  private readonly found: UnseenEdge[] = [];
  private unseenCount = 0;
  private openByDefault = 0;

  public constructor(edges: readonly TrafficEdge[], private readonly session: AnalysisSession) {
    const engine = session.engine();
    this.identities = givenIdentities(session);
    this.seen = seenTraffic(edges, this.identities);
    this.members = this.identities.map(({ positions }) => [[...new Set(positions.map((position) => engine.classes.ofWorkload[position]))]]);
    const isIsolated = (direction: 'ingress' | 'egress') => this.members.map(([classes]) => isolationOf(engine, direction, classes) !== Isolation.NOT_ISOLATED);
    this.into = isIsolated('ingress');
    this.out = isIsolated('egress');
    this.scan = new PairScan([engine], this.members, (member) => (this.into[member] ? 1 : 0));
    this.bucketOf = new Int32Array(this.members.length).fill(-1);
    this.scan.buckets.forEach(({ members }, b) => members.forEach((member) => (this.bucketOf[member] = b)));
  }

  public search(): Unseen {
    const { scan, found } = this;
    for (const source of this.members.keys()) {
      const listed = scan.listed(source);
      const listedIn = new Int32Array(scan.buckets.length);
      for (const destination of listed) {
        if (this.bucketOf[destination] >= 0) listedIn[this.bucketOf[destination]]++;
        this.visit(source, destination, alike(scan.between(0, source, destination)).allowed);
      }
      scan.buckets.forEach((bucket, b) => this.visitBucket(source, bucket, b, bucket.members.length - listedIn[b]));
    }
    const key = ({ source, destination }: UnseenEdge) => `${source}\n${destination}`;
    found.sort((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0));
    return { unseen: found, unseenCount: this.unseenCount, openByDefault: this.openByDefault };
  }

  private visitBucket(source: number, bucket: Bucket, number: number, unlisted: number): void {
    const { allowed } = alike(this.scan.toBucket(0, source, bucket));
    if (allowed.isEmpty() || unlisted === 0) return;
    const isOpen = !this.into[bucket.members[0]] && !this.out[source];
    if (!isOpen && this.found.length < MAX_LISTED) {
      for (const destination of bucket.members) if (!this.scan.isListed(destination)) this.visit(source, destination, allowed);
      return;
    }
    let known = 0;
    for (const destination of this.seen.get(source)?.keys() ?? []) {
      if (this.bucketOf[destination] !== number || this.scan.isListed(destination)) continue;
      known++;
      this.visit(source, destination, allowed);
    }
    if (isOpen) this.openByDefault += unlisted - known;
    else this.unseenCount += unlisted - known;
  }

  private visit(source: number, destination: number, allowed: TrafficSet): void {
    const [from, to] = [this.identities[source], this.identities[destination]];
    if (allowed.isEmpty() || this.session.engine().isOnePod(from, to) !== 'no') return;
    const known = this.seen.get(source)?.get(destination);
    const rest = known === undefined ? allowed : allowed.subtract(known);
    if (rest.isEmpty()) return;
    if (!this.into[destination] && !this.out[source]) {
      if (known === undefined) this.openByDefault++;
      return;
    }
    this.unseenCount++;
    if (this.found.length >= MAX_LISTED) return;
    this.found.push({ source: from.label, destination: to.label, traffic: Traffic._of(rest), partly: known !== undefined });
  }
}

/** By source and destination. */
function seenTraffic(edges: readonly TrafficEdge[], identities: readonly Identity[]): Map<number, Map<number, TrafficSet>> {
  const numbers = new Map(identities.map(({ label }, number) => [label, number]));
  const numbersOf = (end: TrafficEdge['source']) => labelsOf(end.ends[0]).flatMap((label) => numbers.get(label) ?? []);
  const seen = new Map<number, Map<number, TrafficSet>>();
  for (const { source, destination, protocol, port } of edges) {
    if (!['TCP', 'UDP', 'SCTP'].includes(protocol) || port === 0) continue;
    const one = TrafficSet.of(protocol as Protocol, PortSet.single(port));
    for (const from of numbersOf(source)) {
      const to = seen.get(from) ?? new Map<number, TrafficSet>();
      seen.set(from, to);
      for (const number of numbersOf(destination)) to.set(number, to.get(number)?.union(one) ?? one);
    }
  }
  return seen;
}
