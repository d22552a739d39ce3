import { Engine, Reach, isolationOfClass, withAddressRegions, addressRegionsIn, RepresentativePod, representativesOf } from '../../../engine';
import { Direction, EndpointSelector, Namespace, Policy, Stage } from '../../../model';
import { IpSet, LabelSelector, Match, PartialLabels } from '../../../sets';
import type { NamedEnd } from '../../ends/named-end';
import { reachBetween } from '../../ends/reach-between';
import type { AnalysisSession } from '../../session/session';
import type { PodFacts, Resolved } from '../../invariants/resolve';
import { withEveryLabelling } from './every-labelling';

/** The pods of the input and one of each kind that could be created, judged together. */
export interface World {
  readonly session: AnalysisSession;
  readonly engine: Engine;
  /** Whether counterexamples are connections that one can try. */
  readonly triesOut: boolean;
  /** Why some pods that could be created may be missing. */
  readonly incomplete?: string;
  /** The classes of a workload of the input, by its position; several where it may lie at addresses that blocks distinguish. */
  classesOf(position: number): readonly number[];
  /** Positions in the input's list of workloads that the class holds; two at most. */
  existing(classId: number): readonly number[];
  /** How many pods of the input the class holds, replicas counted. */
  pods(classId: number): number;
  /** A pod of the class that could be created; absent where policies can tell each such pod from it. */
  representative(classId: number): RepresentativePod | undefined;
  /** Every pod that was made up, with its class. */
  made(): readonly MadeUpPod[];
  facts(classId: number): PodFacts;
  /** What passes between a class and an end that one address names. `direction`: `egress` where the class is the source. */
  reachNamed(direction: Direction, classId: number, end: NamedEnd): Reach;
  /** Whether pods of both classes can exist together: two kinds of one new namespace cannot. */
  areCompatible(a: number, b: number): boolean;
  /** The world of the same invariants with each labelling of what has labels that are not known; `undefined` where all are known. */
  inEveryLabelling(): World | undefined;
}

/** So many pods are made up at most for each labelling; beyond that, what is not known counts. */
const MAX_IN_EVERY_LABELLING = 20_000;

export interface MadeUpPod {
  readonly pod: RepresentativePod;
  readonly classId: number;
}

interface WorldOptions {
  /** The most pods that are made up. */
  readonly limit?: number;
  /** Whether counterexamples are connections that one can try: at ports and addresses in use. @default false */
  readonly triesOut?: boolean;
  /** Whether the pods that are made up name ports by each name that only allows alone, too; else by all of these or none. @default false */
  readonly eachName?: boolean;
  /** Further selectors that must distinguish pods, or namespaces. @default - none */
  readonly selections?: readonly EndpointSelector[];
  /** The names of the namespaces that exist. @default - those of the cluster */
  readonly existing?: ReadonlySet<string>;
}

export function worldOf(session: AnalysisSession, invariants: readonly Resolved[], options: WorldOptions = {}): World {
  const { limit, triesOut = false, eachName = false } = options;
  const { cluster, policies } = session.decoded;
  const ends = invariants.flatMap(({ from, to, except }) => [from, to, ...except.flatMap((item) => [item.from, item.to])]);
  const selections = [...ends.flatMap((end) => end.selections), ...options.selections ?? []];
  const existing = options.existing ?? new Set(session.decoded.cluster.namespaces.keys());
  const traffic = invariants.flatMap(({ statement }) => [statement.traffic, ...statement.except.map((item) => item.traffic)]);
  const areSeen = session.profile.blocksMatchPods !== 'no' || statesAddresses(policies);
  const addressRegions = areSeen ? addressRegionsIn(cluster.facts?.podRanges ?? IpSet.NONE, policies) : [[]];
  const { pods, namespaces: added, incomplete } = representativesOf({
    cluster,
    policies,
    profile: session.profile,
    selections,
    traffic,
    addressRegions,
    allowedNames: eachName ? 'each' : 'together',
    ...(limit !== undefined && { limit }),
  });
  const own = withAddressRegions(cluster, addressRegions);
  const namespaces = new Map<string, Namespace>([...cluster.namespaces, ...added]);
  const workloads = [...own.workloads, ...pods.map(({ workload }) => workload)];
  const engine = session.engineFor({ ...cluster, namespaces, workloads }, [...policies, ...seeing(selections.map((selection) => selection.pods))]);
  const counts = cluster.workloads.map(({ replicas, mayScale }) => Math.max(replicas, 1) + (mayScale ? 1 : 0));
  const members = new Members(engine, own.from, pods.length, counts);
  const { namespaceOf, namespaces: keys } = engine.classes;
  const ofKey = keys.map((key) => namespaces.get(key)!);
  const nameOf = ofKey.map(({ name }) => name);
  let inEveryLabelling: { readonly world?: World } | undefined;
  const facts: FactsOfClasses = { engine, members, namespaces: ofKey, existing };
  return {
    session,
    engine,
    triesOut,
    inEveryLabelling: () => (inEveryLabelling ??= { world: eachLabelling(session, invariants, options) }).world,
    areCompatible: (a, b) => namespaceOf[a] === namespaceOf[b] || nameOf[namespaceOf[a]] !== nameOf[namespaceOf[b]],
    ...(incomplete !== undefined && { incomplete }),
    reachNamed(direction, classId, end) {
      // twice, for these are pods of a class, not one pod that reaches itself
      const classPods = { label: '', positions: members.placesOf(classId).flatMap((place) => [place, place]) };
      const placed = placedEnd(end, (position) => members.placesOfPosition(position));
      const [source, destination] = direction === 'egress' ? [classPods, placed] : [placed, classPods];
      return reachBetween(engine, source, destination);
    },
    classesOf: (position) => members.classesOf(position),
    existing: (classId) => members.existing(classId),
    pods: (classId) => members.pods[classId],
    made: () => pods.map((pod, i) => ({ pod, classId: engine.classes.ofWorkload[own.workloads.length + i] })),
    representative: (classId) => (members.representative[classId] < 0 ? undefined : pods[members.representative[classId]]),
    facts: (classId) => new ClassFacts(facts, classId),
  };
}

function eachLabelling(session: AnalysisSession, invariants: readonly Resolved[], options: WorldOptions): World | undefined {
  const each = withEveryLabelling(session);
  if (each === undefined) return undefined;
  const { existing = each.existing, selections = [], limit = MAX_IN_EVERY_LABELLING, ...rest } = options;
  const most = Math.min(limit, MAX_IN_EVERY_LABELLING);
  return worldOf(each.session, invariants, { ...rest, limit: most, existing, selections: [...selections, ...each.selections] });
}

/** What the facts about pods of all classes are read from. */
interface FactsOfClasses {
  readonly engine: Engine;
  readonly members: Members;
  readonly namespaces: readonly Namespace[];
  readonly existing: ReadonlySet<string>;
}

/** Looked up when asked: an invariant that asks for the namespace alone is asked about every class. */
class ClassFacts implements PodFacts {
  public constructor(private readonly all: FactsOfClasses, private readonly classId: number) {}

  public get namespace(): string {
    return this.namespaceLabels.name;
  }

  public get namespaceLabels(): Namespace {
    return this.all.namespaces[this.all.engine.classes.namespaceOf[this.classId]];
  }

  public get labels(): PartialLabels {
    const { labels, unknownLabels } = this.all.engine.classes;
    return { labels: labels[this.classId], unknownLabels: unknownLabels[this.classId] };
  }

  public get existing(): boolean {
    return this.all.existing.has(this.namespace);
  }

  public isolated(direction: Direction): Match {
    return isolationOfClass(this.all.engine, direction, this.classId);
  }

  public holds(position: number): boolean {
    return this.all.members.classesOf(position).includes(this.classId);
  }
}

function statesAddresses(policies: readonly Policy[]): boolean {
  return policies.some(({ rules }) => rules.some(({ peers }) => peers?.some((peer) => peer.type === 'addresses' && peer.pods === 'by-address')));
}

const NO_STAGE: Stage = { title: 'none', rank: 0, isolating: false };

/** Policies without effect: they only make the engine distinguish pods by these selectors. */
function seeing(selectors: readonly LabelSelector[]): Policy[] {
  return selectors.map((pods): Policy => ({
    stage: NO_STAGE,
    order: 0,
    name: 'invariant',
    subject: { namespaces: { labels: LabelSelector.EVERYTHING }, pods },
    isolates: [],
    rules: [],
    hostNetwork: 'never',
    origin: { label: 'invariant', path: [] },
  }));
}

/** The same end, its pods by their positions in the world. */
function placedEnd(end: NamedEnd, placesOf: (position: number) => readonly number[]): NamedEnd {
  const positions = end.positions.flatMap(placesOf);
  const forwards = end.forwards?.map((forward) => ({
    ...forward, targets: forward.targets.map((target) => ({ ...target, end: placedEnd(target.end, placesOf) })),
  }));
  return { ...end, positions, ...(forwards && { forwards }) };
}

/** The pods of each class. */
class Members {
  /** Position of a representative pod, or -1. */
  public readonly representative: Int32Array;
  public readonly pods: Float64Array;

  private readonly first: Int32Array;
  private readonly second: Int32Array;

  private readonly ofPosition: number[][];
  private readonly places: number[][] = [];
  private readonly copies: number[][] = [];

  public constructor(private readonly engine: Engine, private readonly from: Int32Array, representativeCount: number, replicas: readonly number[]) {
    const { count, ofWorkload } = engine.classes;
    this.ofPosition = replicas.map(() => []);
    this.representative = new Int32Array(count).fill(-1);
    this.first = new Int32Array(count).fill(-1);
    this.second = new Int32Array(count).fill(-1);
    this.pods = new Float64Array(count);
    for (let i = 0; i < from.length; i++) {
      const classId = ofWorkload[i];
      this.pods[classId] += replicas[from[i]];
      this.ofPosition[from[i]].push(classId);
      if (this.first[classId] < 0) this.first[classId] = from[i];
      else if (this.second[classId] < 0) this.second[classId] = from[i];
    }
    for (let s = 0; s < representativeCount; s++) this.representative[ofWorkload[from.length + s]] = s;
  }

  /** Positions in the world of the pods of a class, made up ones included. */
  public placesOf(classId: number): readonly number[] {
    if (this.places.length === 0) this.engine.classes.ofWorkload.forEach((of, place) => (this.places[of] ??= []).push(place));
    return this.places[classId];
  }

  /** Positions in the world of a workload of the input: one for each region of addresses where it may be. */
  public placesOfPosition(position: number): readonly number[] {
    if (this.copies.length === 0) this.from.forEach((original, place) => (this.copies[original] ??= []).push(place));
    return this.copies[position];
  }

  public classesOf(position: number): readonly number[] {
    return this.ofPosition[position];
  }

  public existing(classId: number): readonly number[] {
    return [this.first[classId], this.second[classId]].filter((position) => position >= 0);
  }
}
