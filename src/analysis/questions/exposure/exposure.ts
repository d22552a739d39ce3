import { closingNames, Engine, has, reasonsOf } from '../../../engine';
import { Direction, DIRECTIONS, NAMESPACE_NAME_LABEL } from '../../../model';
import { LabelSelector, TrafficSet } from '../../../sets';
import { findEnd } from '../../ends/ends';
import { packetOf } from '../../ends/packets';
import { World, worldOf } from '../prove/world';
import type { Identity, AnalysisSession } from '../../session/session';
import { PodAuthor } from '../../../results/enums';
import type { Exposure } from '../../../results/exposure';
import type { Exposures } from '../../../results/exposures';
import { PeerSet } from '../../../results/peer-set';
import { Traffic } from '../../../results/traffic';
import { listed } from '../../../text/lists';
import { directionOf } from '../../ends/direction';
import { Opened, openedTo } from './opened';
import { PodGroup, PodsToCome } from './pods-to-come';
import { withAssumedSubjects } from './assumed-subjects';
import { lookedUp, meansPort, Naming, namingsOf } from './port-names';

interface ExposureOptions {
  /** Only these workloads. @default [] */
  readonly workloads?: readonly string[];
  /** After so many lines no further workload is asked, and the answer has at most so many. @default - every workload is asked */
  readonly limit?: number;
  /** Whether policies of an input without workloads are judged by pods that are assumed for what they select. @default false */
  readonly assumePods?: boolean;
}

/**
 * What is open to pods that do not exist yet: for each workload the least that a pod must be, by the selectors that rules have, and who
 * can create such a pod. What a more general line says is not said again.
 */
export function exposureOf(given: AnalysisSession, { workloads = [], limit = Infinity, assumePods = false }: ExposureOptions = {}): Exposures {
  const assumed = assumePods && given.decoded.cluster.workloads.length === 0 ? withAssumedSubjects(given) : undefined;
  const session = assumed?.session ?? given;
  const world = worldOf(session, [], { eachName: true });
  const wanted = new Set(workloads.map((name) => findEnd(session, name).label));
  const finder = new Finder(world);
  const asked = [...session.identities().values()].filter(({ label }) => wanted.size === 0 || wanted.has(label));
  const lines: Exposure[] = [];
  let done = 0;
  for (; done < asked.length && lines.length <= limit; done++) for (const direction of DIRECTIONS) lines.push(...finder.find(asked[done], direction));
  const unlisted = finder.unlisted.size === 0 ? undefined : `more is open to pods to come of ${listed([...finder.unlisted], 3)} than lines can say`;
  const incomplete = world.incomplete ?? unlisted;
  const isCut = lines.length > limit;
  return {
    lines: isCut ? lines.slice(0, limit) : lines,
    ...(isCut && { limited: { asked: done, workloads: asked.length } }),
    ...(incomplete !== undefined && { incomplete }),
    ...(assumed && { notJudged: assumed.notJudged }),
  };
}

const ALL_PODS = PeerSet._of({ namespaces: { labels: LabelSelector.EVERYTHING }, pods: LabelSelector.EVERYTHING });

/** What a row lets pass to pods to come. */
interface RowAnswer {
  readonly groups: readonly PodGroup[];
  readonly lines: readonly Opened[];
  /** Whether the lines tell of everything that is open. */
  readonly complete: boolean;
}

/** Where a row leaves traffic undetermined. */
interface OpenRow {
  readonly byDefault: boolean;
  /** The classes for which it is not as by default, ascending: four bytes each, for there may be as many rows as pods, and as many classes in each. */
  readonly otherwise: Int32Array;
}

/** A row is built after so many questions to it: building one takes about as long as these. */
const FEW_QUESTIONS = 64;

class Finder {
  /** Workloads of which something is not listed. */
  public readonly unlisted = new Set<string>();

  private readonly engine: Engine;
  private readonly pods: PodsToCome;
  /** Whether pods were made up for all names by which rules deny or pass on. */
  private readonly knowsNames: boolean;
  private readonly rows = new Map<string, RowAnswer>();
  /** By row: where it leaves traffic undetermined, or how often that was asked. */
  private readonly undetermined = { ingress: new Map<number, OpenRow | number>(), egress: new Map<number, OpenRow | number>() };
  /** By outcome: whether it leaves traffic undetermined. */
  private readonly open = new Map<number, boolean>();

  public constructor(private readonly world: World) {
    this.engine = world.engine;
    this.pods = new PodsToCome(world);
    const known = new Set(this.pods.variants.flat());
    this.knowsNames = closingNames(world.session.decoded.policies).every((name) => known.has(name));
  }

  public find(identity: Identity, direction: Direction): Exposure[] {
    const classes = [...new Set(identity.positions.flatMap((position) => this.world.classesOf(position)))];
    const lines = new Map<string, Exposure>();
    for (const subject of classes) for (const line of this.linesOf(identity.label, direction, subject)) lines.set(keyOf(line), line);
    return [...lines.values()];
  }

  private *linesOf(workload: string, direction: Direction, subject: number): Generator<Exposure> {
    const exists = (namespace: string) => this.world.session.decoded.cluster.namespaces.has(namespace);
    const { groups, lines, complete } = this.row(direction, subject);
    const peerSide = this.peerSideOf(direction, subject);
    if (!complete) this.unlisted.add(workload);
    for (const { peers, except, naming, groups: meant, common } of lines) {
      const sides = this.peerSides(meant.flatMap((g) => groups[g].examples), direction, peerSide, naming);
      const traffic = common.intersect(sides.some);
      if (traffic.isEmpty()) continue;
      const isLimitedByPeers = !traffic.isSubsetOf(sides.all);
      const ports = { portNames: [...naming.names], exceptPortNames: [...naming.except] };
      const open = { peers, except: [...except], ...ports, isLimitedByPeers, traffic: Traffic._of(traffic) };
      yield { workload, direction: directionOf(direction), ...open, isDefinite: true, reasons: [], who: authorOf(peers, exists) };
    }
    const uncertain = this.uncertain(groups, direction, subject, peerSide);
    if (uncertain === undefined) return;
    const some = { peers: ALL_PODS, except: [], portNames: [], exceptPortNames: [], isLimitedByPeers: false, ...uncertain };
    yield { workload, direction: directionOf(direction), ...some, isDefinite: false, who: PodAuthor.POD_CREATOR };
  }

  /** What the row of a class lets in; cached, for many workloads share a row. */
  private row(direction: Direction, subject: number): RowAnswer {
    const key = `${direction} ${this.engine.rowNumber(direction, subject)}`;
    let found = this.rows.get(key);
    if (found === undefined) this.rows.set(key, (found = this.computeRow(direction, subject)));
    return found;
  }

  private computeRow(direction: Direction, subject: number): RowAnswer {
    const row = this.engine.row(direction, this.engine.rowNumber(direction, subject), 'forget');
    const names = lookedUp(this.engine, direction, subject, this.pods.variants);
    const variants = this.pods.variantsOf(direction);
    const selections = this.selections(direction, subject);
    const groups = this.pods.groups(direction, row, selections);
    const opened = groups.map(({ outcomes }) =>
      outcomes.map((outcome, i) => this.pods.onNames(variants[i], definitelyAllowed(this.engine, outcome))));
    const open = (group: number, naming: Naming) => opened[group].reduce((set, traffic, i) =>
      (meansPort(naming, this.pods.variants[variants[i]]) ? set.intersect(traffic) : set), TrafficSet.ALL);
    const { lines, complete } = openedTo({ selections, groups, namings: namingsOf(names), open });
    return { groups, lines, complete: complete && names.complete };
  }

  /** What rules select, the most general first. */
  private selections(direction: Direction, subject: number): PeerSet[] {
    const selections = this.engine.policies(direction, subject).flatMap(({ rules }) =>
      rules.flatMap(({ rule }) => (rule.peers ?? []).flatMap((peer) => (peer.type === 'endpoints' ? [peer.endpoints] : []))));
    const kinds = new Map([ALL_PODS, ...selections.map((selection) => PeerSet._of(selection))].map((peers) => [peers._key, peers]));
    return [...kinds.values()].map((peers) => ({ peers, size: this.pods.count(peers) })).sort((a, b) => b.size - a.size).map(({ peers }) => peers);
  }

  /** The outcomes of pods to come towards a class. */
  private peerSideOf(direction: Direction, subject: number): (classId: number) => number {
    const opposite = direction === 'ingress' ? 'egress' : 'ingress';
    const known = new Map<number, number>();
    return (classId) => {
      const row = this.engine.rowNumber(opposite, classId);
      let outcome = known.get(row);
      if (outcome === undefined) known.set(row, (outcome = this.engine.entry(opposite, classId, subject)));
      return outcome;
    };
  }

  /** What some and what all of them may pass on their own side: the author of a pod chooses its labels. */
  private peerSides(
    examples: readonly (readonly number[])[],
    direction: Direction,
    peerSide: (classId: number) => number,
    naming: Naming,
  ): { some: TrafficSet; all: TrafficSet } {
    const variants = this.pods.variantsOf(direction).filter((v) => meansPort(naming, this.pods.variants[v]));
    let some = TrafficSet.NONE;
    let all = direction === 'ingress' || this.knowsNames ? TrafficSet.ALL : TrafficSet.NONE;
    for (const classes of examples) {
      for (const v of variants) {
        const side = this.pods.onNames(v, definitelyAllowed(this.engine, peerSide(classes[v])));
        some = some.union(side);
        all = all.intersect(side);
        if (some.isAll() && all.isEmpty()) return { some, all };
      }
    }
    return { some, all };
  }

  /** Whether the row of a class leaves some traffic to another one undetermined. A row that few ask for is not built: it may be as long as the cluster. */
  private leavesOpen(direction: Direction, classId: number, peer: number): boolean {
    const number = this.engine.rowNumber(direction, classId);
    const known = this.undetermined[direction];
    const found = known.get(number) ?? 0;
    if (typeof found === 'object') return has(found.otherwise, peer) ? !found.byDefault : found.byDefault;
    if (found < FEW_QUESTIONS) {
      known.set(number, found + 1);
      return this.isUndetermined(this.engine.entry(direction, classId, peer));
    }
    const { defaultOutcome, classes, outcomes } = this.engine.row(direction, number, 'forget');
    const byDefault = this.isUndetermined(defaultOutcome);
    known.set(number, { byDefault, otherwise: Int32Array.from(classes).filter((_, i) => this.isUndetermined(outcomes[i]) !== byDefault) });
    return this.leavesOpen(direction, classId, peer);
  }

  private isUndetermined(outcome: number): boolean {
    let found = this.open.get(outcome);
    if (found === undefined) {
      const { mayAllow, mayDeny } = this.engine.outcome(outcome);
      this.open.set(outcome, (found = !mayAllow.intersect(mayDeny).isEmpty()));
    }
    return found;
  }

  /** Undetermined traffic, with the reasons for one example. */
  private uncertain(
    groups: readonly PodGroup[],
    direction: Direction,
    subject: number,
    peerSide: (classId: number) => number,
  ): { traffic: Traffic; reasons: string[] } | undefined {
    let traffic = TrafficSet.NONE;
    let found: { c: number; unknown: TrafficSet } | undefined;
    const opposite = direction === 'ingress' ? 'egress' : 'ingress';
    for (const { outcomes, examples } of groups) {
      for (const [i, v] of this.pods.variantsOf(direction).entries()) {
        const { mayAllow } = this.engine.outcome(outcomes[i]);
        const most = mayAllow.union(this.pods.onNames(v, mayAllow));
        const isOwn = this.isUndetermined(outcomes[i]);
        for (const { [v]: c } of examples) {
          if (most.isSubsetOf(traffic)) break;
          // what both ends decide for sure is not undetermined between them
          if (!isOwn && !this.leavesOpen(opposite, c, subject)) continue;
          const { unknown } = direction === 'ingress' ? this.engine.both(peerSide(c), outcomes[i]) : this.engine.both(outcomes[i], peerSide(c));
          if (unknown.isEmpty()) continue;
          found ??= { c, unknown };
          traffic = traffic.union(unknown).union(this.pods.onNames(v, unknown));
        }
      }
    }
    if (found === undefined) return undefined;
    const { protocol, port } = packetOf(found.unknown);
    const [source, destination] = direction === 'ingress' ? [found.c, subject] : [subject, found.c];
    const reasons = [
      ...reasonsOf(this.engine, 'egress', source, destination, this.engine.decisions('egress', source, destination, protocol, port)),
      ...reasonsOf(this.engine, 'ingress', destination, source, this.engine.decisions('ingress', destination, source, protocol, port)),
    ];
    const why = reasons.length > 0 ? reasons : ['policies of equal priority disagree, and which of them wins is undefined'];
    return { traffic: Traffic._of(traffic), reasons: [...new Set(why)] };
  }
}

function definitelyAllowed(engine: Engine, outcome: number): TrafficSet {
  const { mayAllow, mayDeny } = engine.outcome(outcome);
  return mayAllow.subtract(mayDeny);
}

/** The same for what is said of the same pods. */
function keyOf({ peers, except, portNames, exceptPortNames, isLimitedByPeers, traffic, isDefinite }: Exposure): string {
  return `${peers._key}|${except.map((item) => item._key).join('|')}|${portNames.join()}|${exceptPortNames.join()}|${isLimitedByPeers}|${traffic._set.key}|${isDefinite}`;
}

/** Who can make a pod that is meant. */
function authorOf({ namespace, _selector: { namespaces } }: PeerSet, exists: (namespace: string) => boolean): PodAuthor {
  if (namespace !== undefined) return exists(namespace) ? PodAuthor.POD_CREATOR : PodAuthor.NAMESPACE_CREATOR;
  const { constraints } = (namespaces as { labels: LabelSelector }).labels;
  if (constraints.length === 0) return PodAuthor.POD_CREATOR;
  return constraints.every(([key]) => key === NAMESPACE_NAME_LABEL) ? PodAuthor.NAMESPACE_CREATOR : PodAuthor.NAMESPACE_LABELER;
}
