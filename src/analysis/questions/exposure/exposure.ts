import { Engine, reasonsOf } from '../../../engine';
import { Direction, NAMESPACE_NAME_LABEL } from '../../../model';
import { bothMatch, LabelSelector, Match, TrafficSet } from '../../../sets';
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
import { NamingView, namingView } from './named-ports';

/** What rules select, with how many classes of representative pods that means. */
interface Candidate {
  readonly peers: PeerSet;
  readonly size: number;
}

interface ExposureOptions {
  /** Only these workloads. @default [] */
  readonly workloads?: readonly string[];
}

/**
 * What is open to pods that do not exist yet: for each workload the least that a pod must be, by the selectors that rules have, and who
 * can create such a pod. What a more general line says is not said again.
 */
export function exposureOf(session: AnalysisSession, { workloads = [] }: ExposureOptions = {}): Exposures {
  const world = worldOf(session, []);
  const wanted = new Set(workloads.map((name) => findEnd(session, name).label));
  const finder = new Finder(world);
  const lines = [...session.identities().values()]
    .filter(({ label }) => wanted.size === 0 || wanted.has(label))
    .flatMap((identity) => (['ingress', 'egress'] as const).flatMap((direction) => finder.find(identity, direction)));
  const unlisted = finder.unlisted.size === 0 ? undefined : `more is open to pods to come of ${listed([...finder.unlisted], 3)} than lines can say`;
  const incomplete = world.incomplete ?? unlisted;
  return { lines, ...(incomplete !== undefined && { incomplete }) };
}

/** Pods that could be created, by what they must be and must not be. */
interface Kind {
  readonly peers: PeerSet;
  readonly except: readonly PeerSet[];
  /** Ascending. */
  readonly classes: readonly number[];
}

interface Opened {
  readonly kind: Kind;
  /** What the workload's own side lets all of them pass. */
  readonly common: TrafficSet;
  /** The traffic passes at ports that the pods name so; `undefined`: at all ports, whatever they name. */
  readonly names?: readonly string[];
}

const ALL_PODS = PeerSet._of({ namespaces: { labels: LabelSelector.EVERYTHING }, pods: LabelSelector.EVERYTHING });
/** The most lines of one row for what no selector of a rule alone describes. */
const MAX_SINGLE_KINDS = 200;
const MAX_EXCEPTIONS = 8;

class Finder {
  /** Workloads of which something is not listed. */
  public readonly unlisted = new Set<string>();

  private readonly engine: Engine;
  private readonly representatives: readonly number[];
  private readonly naming: Readonly<Record<Direction, NamingView>>;
  private readonly kinds = new Map<string, readonly number[]>();
  private readonly opened = new Map<string, { readonly lines: readonly Opened[]; readonly complete: boolean }>();

  public constructor(private readonly world: World) {
    this.engine = world.engine;
    this.representatives = Array.from({ length: world.engine.classes.count }, (_, c) => c).filter((c) => world.representative(c) !== undefined);
    this.naming = { ingress: namingView(world, 'ingress'), egress: namingView(world, 'egress') };
  }

  public find(identity: Identity, direction: Direction): Exposure[] {
    const classes = [...new Set(identity.positions.flatMap((position) => this.world.classesOf(position)))];
    const lines = new Map<string, Exposure>();
    for (const subject of classes) for (const line of this.linesOf(identity.label, direction, subject)) lines.set(keyOf(line), line);
    return [...lines.values()];
  }

  private *linesOf(workload: string, direction: Direction, subject: number): Generator<Exposure> {
    const exists = (namespace: string) => this.world.session.decoded.cluster.namespaces.has(namespace);
    const { lines, complete } = this.openedBy(direction, subject);
    if (!complete) this.unlisted.add(workload);
    for (const { kind, common, names } of lines) {
      const sides = this.peerSides(kind.classes, direction, subject, names);
      const traffic = common.intersect(sides.some);
      if (traffic.isEmpty()) continue;
      const isLimitedByPeers = !traffic.isSubsetOf(sides.all);
      const open = { peers: kind.peers, except: [...kind.except], portNames: [...names ?? []], isLimitedByPeers, traffic: Traffic._of(traffic) };
      yield { workload, direction: directionOf(direction), ...open, isDefinite: true, reasons: [], who: authorOf(kind.peers, exists) };
    }
    const uncertain = this.uncertain(direction, subject);
    if (uncertain === undefined) return;
    const some = { peers: ALL_PODS, except: [], portNames: [], isLimitedByPeers: false, ...uncertain };
    yield { workload, direction: directionOf(direction), ...some, isDefinite: false, who: PodAuthor.POD_CREATOR };
  }

  /** The kinds that a row lets in, general ones first; cached, for many workloads share a row. */
  private openedBy(direction: Direction, subject: number): { readonly lines: readonly Opened[]; readonly complete: boolean } {
    const key = `${direction} ${this.engine.rowNumber(direction, subject)}`;
    let found = this.opened.get(key);
    if (found === undefined) this.opened.set(key, (found = this.computeOpened(direction, subject)));
    return found;
  }

  private computeOpened(direction: Direction, subject: number): { lines: Opened[]; complete: boolean } {
    const row = this.engine.row(direction, this.engine.rowNumber(direction, subject), 'forget');
    const naming = this.naming[direction];
    const candidates = this.candidates(direction, subject);
    const allowed = (c: number) => definitelyAllowed(this.engine, row.at(c));
    const certain = (c: number) => (naming.names(c).length === 0 ? allowed(c) : allowed(c).intersect(naming.onNamed(c, allowed(c))));
    const whatever = this.kindsOpened(candidates, this.representatives, certain, new Map());
    const found = { lines: [...whatever.lines], complete: whatever.complete };
    const variants = new Map<string, number[]>();
    for (const c of this.representatives) {
      const names = naming.names(c);
      if (names.length > 0) variants.set(names.join(), [...variants.get(names.join()) ?? [], c]);
    }
    for (const classes of [...variants.values()].sort((a, b) => naming.names(a[0]).length - naming.names(b[0]).length)) {
      const named = this.kindsOpened(candidates, classes, (c) => naming.onNamed(c, allowed(c)), whatever.covered);
      found.lines.push(...named.lines.map((line) => ({ ...line, names: naming.names(classes[0]) })));
      found.complete &&= named.complete;
    }
    // what passes only where a pod does not name its ports has no words
    const isSaid = (c: number) => allowed(c).isSubsetOf(whatever.covered.get(c) ?? TrafficSet.NONE);
    found.complete &&= this.representatives.every((c) => naming.names(c).length > 0 || isSaid(c));
    return found;
  }

  /** The kinds of some classes to which something passes. `before`: what was said of the classes already. */
  private kindsOpened(
    candidates: readonly Candidate[],
    classes: readonly number[],
    side: (c: number) => TrafficSet,
    before: ReadonlyMap<number, TrafficSet>,
  ): { lines: Opened[]; complete: boolean; covered: ReadonlyMap<number, TrafficSet> } {
    const covered = new Map<number, TrafficSet>(before);
    const lines: Opened[] = [];
    const isMeant = classes.length === this.representatives.length ? () => true : has(classes);
    const isCovered = (c: number, traffic: TrafficSet) => traffic.isSubsetOf(covered.get(c) ?? TrafficSet.NONE);
    const take = (kind: Kind) => {
      const ofAll = (of: (c: number) => TrafficSet) =>
        kind.classes.reduce((set, c) => (set.isEmpty() ? set : set.intersect(of(c))), TrafficSet.ALL);
      const common = before.size === 0 ? ofAll(side) : ofAll(side).subtract(ofAll((c) => before.get(c) ?? TrafficSet.NONE));
      if (kind.classes.length === 0 || common.isEmpty() || kind.classes.every((c) => isCovered(c, common))) return;
      lines.push({ kind, common });
      for (const c of kind.classes) covered.set(c, (covered.get(c) ?? TrafficSet.NONE).union(common));
    };
    for (const { peers } of candidates) take({ peers, except: [], classes: this.classesOf(peers).filter(isMeant) });
    let complete = true;
    let singles = 0;
    for (const c of classes) {
      const traffic = side(c);
      if (isCovered(c, traffic)) continue;
      const kind = singles++ < MAX_SINGLE_KINDS ? this.kindOf(c, candidates, isMeant, (other) => traffic.isSubsetOf(side(other))) : undefined;
      if (kind === undefined) complete = false;
      else take(kind);
    }
    return { lines, complete, covered };
  }

  private candidates(direction: Direction, subject: number): Candidate[] {
    const selections = this.engine.policies(direction, subject).flatMap(({ rules }) =>
      rules.flatMap(({ rule }) => (rule.peers ?? []).flatMap((peer) => (peer.type === 'endpoints' ? [peer.endpoints] : []))));
    const kinds = new Map([ALL_PODS, ...selections.map((selection) => PeerSet._of(selection))].map((peers) => [peers._key, peers]));
    return [...kinds.values()].map((peers) => ({ peers, size: this.classesOf(peers).length })).sort((a, b) => b.size - a.size);
  }

  /** The representative pods that are meant for sure, ascending. */
  private classesOf(peers: PeerSet): readonly number[] {
    let classes = this.kinds.get(peers._key);
    if (classes === undefined) this.kinds.set(peers._key, (classes = this.representatives.filter((c) => this.means(peers, c) === 'definite')));
    return classes;
  }

  private means({ _selector: { namespaces, pods } }: PeerSet, c: number): Match {
    const { namespace, namespaceLabels, labels } = this.world.facts(c);
    const inside = 'name' in namespaces ? (namespaces.name === namespace ? 'definite' : 'no') : namespaces.labels.match(namespaceLabels);
    return bothMatch(inside, pods.match(labels));
  }

  /**
   * The most general kind that holds a class, and else only classes that are `alike`: what selectors of rules select, or what all of those
   * that select the class do, but for what others select.
   */
  private kindOf(c: number, candidates: readonly Candidate[], isMeant: (c: number) => boolean, alike: (c: number) => boolean): Kind | undefined {
    const selecting = candidates.map(({ peers }) => peers).filter((peers) => this.means(peers, c) === 'definite');
    const others = candidates.map(({ peers }) => peers).filter((peers) => this.means(peers, c) === 'no');
    for (const peers of [...selecting, selecting.reduce(intersection)]) {
      const classes = this.classesOf(peers).filter(isMeant);
      let different = classes.filter((other) => !alike(other));
      const except: PeerSet[] = [];
      const excepted = (other: number) => except.some((item) => this.means(item, other) !== 'no');
      const harmless = (item: PeerSet) => !classes.some((other) => alike(other) && this.means(item, other) !== 'no');
      for (const item of [...others.filter(harmless), ...others.filter((other) => !harmless(other))]) {
        if (different.length === 0 || except.length > MAX_EXCEPTIONS) break;
        if (!different.some((other) => this.means(item, other) !== 'no')) continue;
        except.push(item);
        different = different.filter((other) => !excepted(other));
      }
      if (different.length === 0 && except.length <= MAX_EXCEPTIONS) return { peers, except, classes: classes.filter((other) => !excepted(other)) };
    }
    return undefined;
  }

  /** What some and what all of them may pass on their own side: the author of a pod chooses its labels. */
  private peerSides(
    classes: readonly number[],
    direction: Direction,
    subject: number,
    names: readonly string[] | undefined,
  ): { some: TrafficSet; all: TrafficSet } {
    const naming = this.naming[direction];
    const opposite = direction === 'ingress' ? 'egress' : 'ingress';
    let some = TrafficSet.NONE;
    let all = TrafficSet.ALL;
    for (const c of classes) {
      const side = definitelyAllowed(this.engine, this.engine.entry(opposite, c, subject));
      const named = naming.onNamed(c, side);
      some = some.union(names === undefined ? side.union(named) : named);
      all = all.intersect(names === undefined ? side.intersect(named) : named);
      if (some.isAll() && all.isEmpty()) break;
    }
    return { some, all };
  }

  /** Undetermined traffic, with the reasons for one example. */
  private uncertain(direction: Direction, subject: number): { traffic: Traffic; reasons: string[] } | undefined {
    let traffic = TrafficSet.NONE;
    let example: { c: number; unknown: TrafficSet } | undefined;
    const opposite = direction === 'ingress' ? 'egress' : 'ingress';
    const row = this.engine.row(direction, this.engine.rowNumber(direction, subject), 'forget');
    for (const c of this.representatives) {
      const subjectSide = row.at(c);
      if (this.engine.outcome(subjectSide).mayAllow.isEmpty()) continue;
      const peerSide = this.engine.entry(opposite, c, subject);
      const { unknown } = direction === 'ingress' ? this.engine.both(peerSide, subjectSide) : this.engine.both(subjectSide, peerSide);
      if (unknown.isEmpty()) continue;
      example ??= { c, unknown };
      traffic = traffic.union(unknown).union(this.naming[direction].onNamed(c, unknown));
    }
    if (example === undefined) return undefined;
    const { protocol, port } = packetOf(example.unknown);
    const [source, destination] = direction === 'ingress' ? [example.c, subject] : [subject, example.c];
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
export function keyOf({ peers, except, portNames, isLimitedByPeers, traffic, isDefinite }: Exposure): string {
  return `${peers._key}|${except.map((item) => item._key).join('|')}|${portNames.join()}|${isLimitedByPeers}|${traffic._set.key}|${isDefinite}`;
}

function has(classes: readonly number[]): (c: number) => boolean {
  const set = new Set(classes);
  return (c) => set.has(c);
}

/** The pods that both mean. */
function intersection(a: PeerSet, b: PeerSet): PeerSet {
  const [x, y] = [a._selector, b._selector];
  const namespaces = (selection: typeof x.namespaces) => ('name' in selection ? LabelSelector.labels({ [NAMESPACE_NAME_LABEL]: selection.name }) : selection.labels);
  const both = 'name' in x.namespaces && 'name' in y.namespaces ? x.namespaces : { labels: namespaces(x.namespaces).intersect(namespaces(y.namespaces)) };
  return PeerSet._of({ namespaces: both, pods: x.pods.intersect(y.pods) });
}

/** Who can make a pod that is meant. */
function authorOf({ namespace, _selector: { namespaces } }: PeerSet, exists: (namespace: string) => boolean): PodAuthor {
  if (namespace !== undefined) return exists(namespace) ? PodAuthor.POD_CREATOR : PodAuthor.NAMESPACE_CREATOR;
  const { constraints } = (namespaces as { labels: LabelSelector }).labels;
  if (constraints.length === 0) return PodAuthor.POD_CREATOR;
  return constraints.every(([key]) => key === NAMESPACE_NAME_LABEL) ? PodAuthor.NAMESPACE_CREATOR : PodAuthor.NAMESPACE_LABELER;
}
