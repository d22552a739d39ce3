import type { Engine } from '../../../engine';
import { Direction, DIRECTIONS } from '../../../model';
import { IpSet, TrafficSet } from '../../../sets';
import { outsideReach } from '../../pairs/outside';
import { workloadLabel, AnalysisSession } from '../../session/session';
import { Traffic } from '../../../results/traffic';
import type { OpenedConnection } from '../../../results/explanation';
import type { Grant } from './grants';

/** What an advice changes, compared with what its rules state. */
interface Compared {
  readonly compared: number;
  readonly outside: OpenedConnection[];
  readonly closed: OpenedConnection[];
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
  const judge = (source: string, destination: string, was: TrafficSet, is: TrafficSet, said: () => TrafficSet) => {
    compared++;
    if (is.equals(was)) return;
    const [opened, lost] = [is.subtract(was), was.subtract(is)];
    if (!opened.isEmpty() && !opened.isSubsetOf(said())) outside.push({ source, destination, set: opened.subtract(said()) });
    if (!lost.isEmpty()) closed.push({ source, destination, set: lost });
  };
  for (const s of positions.values()) {
    for (const d of positions.values()) {
      const [was, is] = [engines[0].reach(old[s], old[d]), engines[1].reach(now[s], now[d])];
      const said = () => statement.towards('egress', s, d).union(statement.towards('ingress', d, s));
      judge(workloadLabel(workloads[s]), workloadLabel(workloads[d]), was.allowed, is.allowed, said);
    }
    for (const direction of DIRECTIONS) {
      for (const { addresses, reaches: [[was], [is]] } of outsideReach(engines, direction, [[old[s]], [now[s]]])) {
        const [subject, peer] = [workloadLabel(workloads[s]), addresses.toRanges()[0]];
        const [source, destination] = direction === 'egress' ? [subject, peer] : [peer, subject];
        judge(source, destination, was.allowed, is.allowed, () => statement.towardsAddresses(direction, s, addresses));
      }
    }
  }
  return { compared, outside: distinct(outside), closed: distinct(closed), unchecked: [] };
}

interface Found {
  readonly source: string;
  readonly destination: string;
  readonly set: TrafficSet;
}

/** Without duplicates, in the order of their texts. */
function distinct(found: readonly Found[]): OpenedConnection[] {
  const edges = found.map(({ source, destination, set }) => ({ source, destination, traffic: Traffic._of(set) }));
  const byText = new Map(edges.map((edge) => [`${edge.source} => ${edge.destination} : ${edge.traffic.text}`, edge]));
  return [...byText].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, edge]) => edge);
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
    return this.union(direction, subject, ({ peers }) => peers.some((peer) => peer.type === 'addresses' && addresses.subtract(peer.addresses).isEmpty()));
  }

  private union(direction: Direction, subject: number, applies: (grant: Grant) => boolean): TrafficSet {
    return this.grantsOf(direction, subject).filter(applies).reduce((sum, { traffic }) => sum.union(traffic), TrafficSet.NONE);
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
