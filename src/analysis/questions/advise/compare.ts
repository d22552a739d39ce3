import type { Engine } from '../../../engine';
import { Direction, DIRECTIONS } from '../../../model';
import { IpSet, TrafficSet } from '../../../sets';
import { outsideReach } from '../../pairs/outside';
import { workloadLabel, AnalysisSession } from '../../session/session';
import { AddressSet } from '../../../results/address-set';
import { Traffic } from '../../../results/traffic';
import type { ComparedConnection } from '../../../results/advice';
import type { Grant } from './grant';

/** What an advice changes, compared with what its rules state. */
interface Compared {
  readonly compared: number;
  readonly outside: ComparedConnection[];
  readonly closed: ComparedConnection[];
  readonly unchecked: string[];
}

const MAX_CLASSES_SQUARED = 4_000_000;

/** Compares all pairs of pods and addresses before and after: what opened must be what the grants say, and nothing may close. */
export function compareWith(grants: readonly Grant[], base: AnalysisSession, after: AnalysisSession): Compared {
  const engines: [Engine, Engine] = [base.engine(), after.engine()];
  const { workloads } = base.decoded.cluster;
  const [old, now] = engines.map(({ classes }) => classes.ofWorkload);
  // the policies of the advice are among those of the second state, whose classes are the finer ones
  const positions = new Map<number, number>();
  now.forEach((classId, position) => {
    if (!positions.has(classId)) positions.set(classId, position);
  });
  if (positions.size ** 2 > MAX_CLASSES_SQUARED) return { compared: 0, outside: [], closed: [], unchecked: [`${positions.size} kinds of pods are too many to compare each with each`] };
  const statement = new Statement(grants, base);
  const outside: Found[] = [];
  const closed: Found[] = [];
  let compared = 0;
  const judge = (ends: Ends, was: TrafficSet, is: TrafficSet, said: () => TrafficSet) => {
    compared++;
    if (is.equals(was)) return;
    const [opened, lost] = [is.subtract(was), was.subtract(is)];
    if (!opened.isEmpty() && !opened.isSubsetOf(said())) outside.push({ ...ends, set: opened.subtract(said()) });
    if (!lost.isEmpty()) closed.push({ ...ends, set: lost });
  };
  for (const s of positions.values()) {
    for (const d of positions.values()) {
      const [was, is] = [engines[0].reach(old[s], old[d]), engines[1].reach(now[s], now[d])];
      const said = () => statement.towards('egress', s, d).union(statement.towards('ingress', d, s));
      judge({ source: workloadLabel(workloads[s]), destination: workloadLabel(workloads[d]) }, was.allowed, is.allowed, said);
    }
    for (const direction of DIRECTIONS) {
      for (const { addresses, reaches: [[was], [is]] } of outsideReach(engines, direction, [[old[s]], [now[s]]])) {
        const subject = workloadLabel(workloads[s]);
        const ends = direction === 'egress' ? { source: subject, addresses } : { destination: subject, addresses };
        judge(ends, was.allowed, is.allowed, () => statement.towardsAddresses(direction, s, addresses));
      }
    }
  }
  return { compared, outside: distinct(outside), closed: distinct(closed), unchecked: [] };
}

/** Disjoint sets of traffic that together are some sets, none of which divides any of them. */
function atomsOf(sets: readonly TrafficSet[]): TrafficSet[] {
  let atoms: TrafficSet[] = [];
  let all = TrafficSet.NONE;
  for (const set of sets) {
    if (atoms.some((atom) => atom.equals(set))) continue;
    atoms = [...atoms.flatMap((atom) => [atom.intersect(set), atom.subtract(set)]), set.subtract(all)].filter((atom) => !atom.isEmpty());
    all = all.union(set);
  }
  return atoms;
}

/** Two workloads, or one and addresses. */
interface Ends {
  readonly source?: string;
  readonly destination?: string;
  readonly addresses?: IpSet;
}

interface Found extends Ends {
  readonly set: TrafficSet;
}

/** Without duplicates. */
function distinct(found: readonly Found[]): ComparedConnection[] {
  const byKey = new Map(found.map((one) => [`${one.source} => ${one.destination} ${one.addresses?.key} : ${one.set.key}`, one]));
  return [...byKey.values()].map(({ addresses, set, ...ends }) =>
    ({ ...ends, ...(addresses && { addresses: AddressSet._of(addresses) }), traffic: Traffic._of(set) }));
}

/** What the grants state that they allow. */
class Statement {
  private readonly ofPod = new Map<string, readonly Grant[]>();

  public constructor(private readonly grants: readonly Grant[], private readonly session: AnalysisSession) {}

  public towards(direction: Direction, subject: number, peerPosition: number): TrafficSet {
    const { namespace, labels } = this.session.decoded.cluster.workloads[peerPosition];
    return this.union(direction, subject, ({ peers }) => peers.some((peer) =>
      peer.type === 'endpoints' && 'name' in peer.endpoints.namespaces && peer.endpoints.namespaces.name === namespace && peer.endpoints.pods.matches(labels)));
  }

  public towardsAddresses(direction: Direction, subject: number, addresses: IpSet): TrafficSet {
    const grants = this.grantsOf(direction, subject);
    const meant = ({ peers }: Grant) => IpSet.unionOf(peers.flatMap((peer) => (peer.type === 'addresses' ? [peer.addresses] : [])));
    // several rules may name the addresses together: a packet is stated where its port is, for each of them
    const parts = grants.map((grant) => ({ traffic: grant.traffic, addresses: addresses.intersect(meant(grant)) }))
      .filter((part) => !part.addresses.isEmpty());
    const stated = (traffic: TrafficSet) =>
      addresses.isSubsetOf(IpSet.unionOf(parts.filter((part) => traffic.isSubsetOf(part.traffic)).map((part) => part.addresses)));
    return TrafficSet.unionOf(atomsOf(parts.map(({ traffic }) => traffic)).filter(stated));
  }

  private union(direction: Direction, subject: number, applies: (grant: Grant) => boolean): TrafficSet {
    return TrafficSet.unionOf(this.grantsOf(direction, subject).filter(applies).map(({ traffic }) => traffic));
  }

  private grantsOf(direction: Direction, subject: number): readonly Grant[] {
    const key = `${direction}/${subject}`;
    let known = this.ofPod.get(key);
    if (known === undefined) {
      const { namespace, labels } = this.session.decoded.cluster.workloads[subject];
      this.ofPod.set(key, (known = this.grants.filter((grant) =>
        grant.direction === direction && grant.namespace === namespace && grant.pods.matches(labels))));
    }
    return known;
  }
}
