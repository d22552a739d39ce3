import type { Engine } from '../../engine';
import type { Identity } from '../session/session';
import { Bucket, Member, PairScan } from './pair-scan';

/** Workloads that none of several engines distinguishes, as one. */
export interface WorkloadGroup {
  /** Positions in the list of identities; ascending. */
  readonly identities: readonly number[];
  /** Their classes in each engine. */
  readonly member: Member;
}

/** The groups in the order of their first workloads. */
export function groupsOf(identities: readonly Identity[], engines: readonly Engine[]): WorkloadGroup[] {
  const found = new Map<string, WorkloadGroup & { identities: number[] }>();
  for (const [i, { positions }] of identities.entries()) {
    const member = engines.map(({ classes }) => [...new Set(positions.map((position) => classes.ofWorkload[position]))].sort((a, b) => a - b));
    const key = member.map((classes) => classes.join()).join('|');
    const known = found.get(key);
    if (known !== undefined) known.identities.push(i);
    else found.set(key, { identities: [i], member });
  }
  return [...found.values()];
}

/** Ordered pairs of different workloads that are equivalent. */
interface Pairs {
  readonly source: number;
  /** One destination group of them. */
  readonly destination: number;
  readonly count: number;
  /** Absent where the pairs are those of two groups. */
  readonly bucket?: Bucket;
}

/** All pairs of workloads with a wanted source, in few parts. */
export function* pairsOf(groups: readonly WorkloadGroup[], scan: PairScan, wanted: (source: number) => boolean = () => true): Generator<Pairs> {
  const weight = groups.map(({ identities }) => identities.length);
  const totals = scan.buckets.map(({ members }) => members.reduce((sum, member) => sum + weight[member], 0));
  const bucketOf = new Int32Array(groups.length).fill(-1);
  scan.buckets.forEach(({ members }, b) => members.forEach((member) => (bucketOf[member] = b)));
  for (let source = 0; source < groups.length; source++) {
    if (!wanted(source)) continue;
    const rest = totals.slice();
    for (const destination of scan.listed(source).sort((a, b) => a - b)) {
      if (bucketOf[destination] >= 0) rest[bucketOf[destination]] -= weight[destination];
      const others = destination === source ? weight[source] - 1 : weight[destination];
      if (others > 0) yield { source, destination, count: weight[source] * others };
    }
    for (const [b, bucket] of scan.buckets.entries()) {
      if (rest[b] === 0) continue;
      const destination = bucket.members.find((member) => !scan.isListed(member))!;
      yield { source, destination, count: weight[source] * rest[b], bucket };
    }
  }
}
