import { Engine, reasonsOf } from '../../../engine';
import { Direction, NAMESPACE_NAME_LABEL } from '../../../model';
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
import { directionOf } from '../../ends/direction';

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
  return { lines, ...(world.incomplete !== undefined && { incomplete: world.incomplete }) };
}

/** Pods that could be created, by what they must be. */
interface Kind {
  readonly peers: PeerSet;
  /** Ascending. */
  readonly classes: readonly number[];
}

interface Opened {
  readonly kind: Kind;
  /** What the workload's own side lets all of them pass. */
  readonly common: TrafficSet;
}

const ALL_PODS = PeerSet._of({ namespaces: { labels: LabelSelector.EVERYTHING }, pods: LabelSelector.EVERYTHING });
const MAX_SINGLE_KINDS = 20;

class Finder {
  private readonly engine: Engine;
  private readonly representatives: readonly number[];
  private readonly kinds = new Map<string, Kind>();
  private readonly opened = new Map<string, readonly Opened[]>();

  public constructor(private readonly world: World) {
    this.engine = world.engine;
    this.representatives = Array.from({ length: world.engine.classes.count }, (_, c) => c).filter((c) => world.representative(c) !== undefined);
  }

  public find(identity: Identity, direction: Direction): Exposure[] {
    const classes = [...new Set(identity.positions.flatMap((position) => this.world.classesOf(position)))];
    const lines = new Map<string, Exposure>();
    for (const subject of classes) for (const line of this.linesOf(identity.label, direction, subject)) lines.set(keyOf(line), line);
    return [...lines.values()];
  }

  private *linesOf(workload: string, direction: Direction, subject: number): Generator<Exposure> {
    const exists = (namespace: string) => this.world.session.decoded.cluster.namespaces.has(namespace);
    for (const { kind, common } of this.openedBy(direction, subject)) {
      const sides = this.peerSides(kind.classes, direction, subject);
      const traffic = common.intersect(sides.some);
      if (traffic.isEmpty()) continue;
      const isLimitedByPeers = !traffic.isSubsetOf(sides.all);
      const open = { peers: kind.peers, isLimitedByPeers, traffic: Traffic._of(traffic) };
      yield { workload, direction: directionOf(direction), ...open, isDefinite: true, reasons: [], who: authorOf(kind.peers, exists) };
    }
    const uncertain = this.uncertain(direction, subject);
    if (uncertain === undefined) return;
    const some = { peers: ALL_PODS, isLimitedByPeers: false, ...uncertain };
    yield { workload, direction: directionOf(direction), ...some, isDefinite: false, who: PodAuthor.POD_CREATOR };
  }

  /** The kinds that a row lets in, general ones first; cached, for many workloads share a row. */
  private openedBy(direction: Direction, subject: number): readonly Opened[] {
    const key = `${direction} ${this.engine.rowNumber(direction, subject)}`;
    let found = this.opened.get(key);
    if (found === undefined) this.opened.set(key, (found = this.computeOpened(direction, subject)));
    return found;
  }

  private computeOpened(direction: Direction, subject: number): Opened[] {
    const row = this.engine.row(direction, this.engine.rowNumber(direction, subject), 'forget');
    const side = (c: number) => definitelyAllowed(this.engine, row.at(c));
    const covered = new Map<number, TrafficSet>();
    const opened: Opened[] = [];
    const take = (kind: Kind) => {
      if (kind.classes.length === 0) return;
      const common = kind.classes.reduce((set, c) => (set.isEmpty() ? set : set.intersect(side(c))), TrafficSet.ALL);
      if (common.isEmpty() || kind.classes.every((c) => common.isSubsetOf(covered.get(c) ?? TrafficSet.NONE))) return;
      opened.push({ kind, common });
      for (const c of kind.classes) covered.set(c, (covered.get(c) ?? TrafficSet.NONE).union(common));
    };
    this.candidates(direction, subject).forEach(take);
    const left = this.representatives.filter((c) => !side(c).isSubsetOf(covered.get(c) ?? TrafficSet.NONE));
    for (const c of left.slice(0, MAX_SINGLE_KINDS)) if (!side(c).isSubsetOf(covered.get(c) ?? TrafficSet.NONE)) take(this.single(c));
    return opened;
  }

  private candidates(direction: Direction, subject: number): Kind[] {
    const selections = this.engine.policies(direction, subject).flatMap(({ rules }) =>
      rules.flatMap(({ rule }) => (rule.peers ?? []).flatMap((peer) => (peer.type === 'endpoints' ? [peer.endpoints] : []))));
    const kinds = new Map([ALL_PODS, ...selections.map((selection) => PeerSet._of(selection))].map((peers) => [peers._key, peers]));
    return [...kinds.values()].map((peers) => this.kind(peers)).sort((a, b) => b.classes.length - a.classes.length);
  }

  private kind(peers: PeerSet): Kind {
    const key = peers._key;
    let kind = this.kinds.get(key);
    if (kind === undefined) {
      const { namespaces, pods } = peers._selector;
      const classes = this.representatives.filter((c) => {
        const { namespace, namespaceLabels, labels } = this.world.facts(c);
        return ('name' in namespaces ? namespaces.name === namespace : namespaces.labels.match(namespaceLabels) === 'definite') && pods.match(labels) === 'definite';
      });
      this.kinds.set(key, (kind = { peers, classes }));
    }
    return kind;
  }

  /** A kind that no selector of a rule describes: by all that selectors see of it. */
  private single(c: number): Kind {
    const { namespace, namespaceLabels, labels, existing } = this.world.facts(c);
    const { [NAMESPACE_NAME_LABEL]: _, ...own } = namespaceLabels.labels;
    const namespaces = existing ? { name: namespace } : { labels: LabelSelector.labels(own) };
    return { peers: PeerSet._of({ namespaces, pods: LabelSelector.labels(labels.labels) }), classes: [c] };
  }

  /** What some and what all of them may pass on their own side: the author of a pod chooses its labels. */
  private peerSides(classes: readonly number[], direction: Direction, subject: number): { some: TrafficSet; all: TrafficSet } {
    const opposite = direction === 'ingress' ? 'egress' : 'ingress';
    let some = TrafficSet.NONE;
    let all = TrafficSet.ALL;
    for (const c of classes) {
      const side = definitelyAllowed(this.engine, this.engine.entry(opposite, c, subject));
      some = some.union(side);
      all = all.intersect(side);
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
      traffic = traffic.union(unknown);
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
export function keyOf({ peers, isLimitedByPeers, traffic, isDefinite }: Exposure): string {
  return `${peers._key}|${isLimitedByPeers}|${traffic._set.key}|${isDefinite}`;
}

/** Who can make a pod that is meant. */
function authorOf({ namespace, _selector: { namespaces } }: PeerSet, exists: (namespace: string) => boolean): PodAuthor {
  if (namespace !== undefined) return exists(namespace) ? PodAuthor.POD_CREATOR : PodAuthor.NAMESPACE_CREATOR;
  const { constraints } = (namespaces as { labels: LabelSelector }).labels;
  if (constraints.length === 0) return PodAuthor.POD_CREATOR;
  return constraints.every(([key]) => key === NAMESPACE_NAME_LABEL) ? PodAuthor.NAMESPACE_CREATOR : PodAuthor.NAMESPACE_LABELER;
}
