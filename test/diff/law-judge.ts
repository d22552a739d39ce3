/** The law of the open world: a fact that is added takes back no definite verdict. */
import type { AskedEnd, Reach } from '../../src/engine';
import { workloadLabel } from '../../src/analysis/session/session';
import type { Workload } from '../../src/model';
import { append, TrafficSet } from '../../src/sets';
import type { Case } from './generate';
import { Completion, complete } from './generate/completions';
import type { LawCounts } from './law-counts';
import { addressEnd, World, worldOf } from './law-world';

interface Broken {
  readonly source: string;
  readonly destination: string;
  readonly from: 'allowed' | 'denied';
  readonly traffic: TrafficSet;
}

/** The first pair whose verdict is taken back. `before`: what is said of the case alone. */
export function brokenBy(
  item: Case, completion: Completion, counts: LawCounts, before: World = worldOf(item.objects, item.family),
): Broken | undefined {
  const after = worldOf(complete(item.objects, completion), item.family, completion.facts);
  const mapped = mapping(before.workloads, after.workloads, completion);
  const addresses = item.externals.map((ip): End => ({ name: ip, now: addressEnd(ip), later: addressEnd(ip) }));
  const pods = before.workloads.map((workload, position): End => (
    { name: nameOf(workload), now: { positions: [position] }, later: { positions: mapped(position) } }));
  // each pod has an address of every family of its cluster, so that a completion with another family is of another cluster
  const isOtherCluster = before.families === 1 && after.families === 2;
  const speaking = [...isOtherCluster ? [] : addresses, ...pods].filter(({ now, later }) =>
    speaks(before, now, item.family) && speaks(after, later, item.family) && before.judgesAsNode(now) === after.judgesAsNode(later));
  for (const source of speaking) {
    for (const destination of speaking) {
      if (source.now.address !== undefined && destination.now.address !== undefined) continue;
      const judged = all(before.between(source.now, destination.now));
      // what policies allow passes between ends of one address family; of a pod without addresses, a fact may state the other one
      const assumed = after.share(source.later, destination.later) ? judged : onlyPossible(judged);
      const broken = compare(assumed, after.between(source.later, destination.later), counts);
      if (broken !== undefined) return { source: source.name, destination: destination.name, ...broken };
    }
  }
  return undefined;
}

interface End {
  readonly name: string;
  readonly now: AskedEnd;
  /** The same in the completion. */
  readonly later: AskedEnd;
}

function nameOf(workload: Workload): string {
  return workloadLabel(workload) + (workload.ordinal === undefined ? '' : `-${workload.ordinal}`);
}

/** The pods of the completion that a workload of the case stands for. */
function mapping(before: readonly Workload[], after: readonly Workload[], { pods }: Completion): (position: number) => number[] {
  const replaced = new Set(pods.map(({ owner: { kind, place } }) => `${place}[${kind}]`));
  const shownBy = ({ namespace, origin }: Workload) => `${namespace} ${origin!.label}`;
  const keyOf = (workload: Workload) => (replaced.has(workloadLabel(workload)) ? workloadLabel(workload) : shownBy(workload));
  const numberOf = ({ kind, name, pod, ordinal }: Workload) => ordinal ?? (kind === 'StatefulSet' && pod?.startsWith(`${name}-`) ? Number(pod.slice(name.length + 1)) : undefined);
  const later = new Map<string, number[]>();
  after.forEach((workload, position) => append(later, keyOf(workload), position));
  return (position) => {
    const candidates = later.get(keyOf(before[position])) ?? [];
    const { ordinal } = before[position];
    if (ordinal !== undefined) return candidates.filter((one) => numberOf(after[one]) === ordinal);
    const { firstOrdinal, mayScale = false } = before[position];
    const together = before.filter((one) => shownBy(one) === shownBy(before[position]));
    const apart = new Set(together.flatMap((one) => one.ordinal ?? []));
    // a pod that only an autoscaler would start is none of those before
    const last = (firstOrdinal ?? 0) + Math.max(together.reduce((sum, one) => sum + one.replicas, 0), 1) - 1;
    const isNew = (one: number, number?: number) => !mayScale && firstOrdinal !== undefined
      && (number === undefined ? after[one].mayScale === true && after[one].replicas === 0 : number > last);
    return candidates.filter((one) => {
      const number = numberOf(after[one]);
      return !(number !== undefined && apart.has(number)) && !isNew(one, number);
    });
  };
}

function speaks({ workloads }: World, { positions, address }: AskedEnd, family: 4 | 6 | undefined): boolean {
  if (address !== undefined) return family === undefined || address.family === family;
  return positions.length > 0 && positions.every((position) => {
    const { addresses } = workloads[position];
    return family === undefined || addresses.length === 0 || addresses.some((one) => one.family === family);
  });
}

/** What all of the ways agree on. */
function all(reaches: readonly Reach[]): Reach {
  return reaches.reduce((sum, one) => {
    const allowed = sum.allowed.intersect(one.allowed);
    return { allowed, unknown: sum.allowed.union(sum.unknown).union(one.allowed).union(one.unknown).subtract(allowed) };
  });
}

function onlyPossible({ allowed, unknown }: Reach): Reach {
  return { allowed: TrafficSet.NONE, unknown: allowed.union(unknown) };
}

function compare({ allowed, unknown }: Reach, later: readonly Reach[], counts: LawCounts): Pick<Broken, 'from' | 'traffic'> | undefined {
  const possible = allowed.union(unknown);
  counts.pairs++;
  if (!unknown.isEmpty()) {
    counts.unknown++;
    if (later.every((one) => one.unknown.isEmpty())) counts.settled++;
  }
  if (later.some((one) => !one.unknown.isSubsetOf(unknown))) counts.weakened++;
  for (const one of later) {
    const taken = allowed.subtract(one.allowed).subtract(one.unknown);
    if (!taken.isEmpty()) return { from: 'allowed', traffic: taken };
    const opened = one.allowed.subtract(possible);
    if (!opened.isEmpty()) return { from: 'denied', traffic: opened };
  }
  return undefined;
}
