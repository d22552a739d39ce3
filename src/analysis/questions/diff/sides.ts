import type { Engine } from '../../../engine';
import { Cluster, Direction, DIRECTIONS, namespaceNamed, Policy, Workload } from '../../../model';
import { isSameAddress, Labels, labelOf } from '../../../sets';
import type { Identity, AnalysisSession } from '../../session/session';
import type { Member } from '../../pairs/pair-scan';
import { isSameList, PolicyChange, PolicyChanges } from './policies';

/** The state before and the state after. */
export type SessionPair = readonly [AnalysisSession, AnalysisSession];

/** A workload of either state. */
export interface MatchedWorkload {
  readonly label: string;
  readonly namespace: string;
  readonly before?: Identity;
  readonly after?: Identity;
}

/** Workloads that are judged alike in both states. */
export interface MatchedGroup {
  readonly members: readonly MatchedWorkload[];
  /** Their classes in the old and in the new engine; none in a state that does not have them. */
  readonly member: Member;
  readonly before: boolean;
  readonly after: boolean;
  /** Whether what others see of them changed: their labels, ports or addresses, or the labels of their namespaces. */
  readonly isChanged: boolean;
  /** The policy changes that apply to them. */
  readonly changes: Readonly<Record<Direction, readonly PolicyChange[]>>;
}

/** The workloads of two states, in groups. */
export function matchedGroups(sessions: SessionPair, engines: readonly [Engine, Engine], { changeOf }: PolicyChanges): MatchedGroup[] {
  const found = new Map<string | number, MatchedGroup & { members: MatchedWorkload[] }>();
  const classesOf = engines.map(({ classes }) => classes.ofWorkload);
  const bearing = engines.map((engine) => new Bearing(engine, changeOf));
  const appearance = new Appearance(sessions[0].decoded.cluster, sessions[1].decoded.cluster);
  for (const matched of matchedWorkloadsOf(sessions)) {
    const { before, after } = matched;
    const isChanged = before !== undefined && after !== undefined && !appearance.isSame(before, after);
    const plain = !isChanged && before?.positions.length === 1 && after?.positions.length === 1;
    // most workloads are one template or pod in both states, and a number says all about them
    const key = plain ? classesOf[0][before.positions[0]] * 0x4000000 + classesOf[1][after.positions[0]] : keyOf(matched, classesOf, isChanged);
    const known = found.get(key);
    if (known !== undefined) {
      known.members.push(matched);
      continue;
    }
    const member = [before, after].map((identity, e) => distinct(identity, classesOf[e]));
    const changesAt = (direction: Direction) => [...new Set(member.flatMap((classes, e) => classes.flatMap((c) => bearing[e].on(direction, c))))];
    const changes = { ingress: changesAt('ingress'), egress: changesAt('egress') };
    found.set(key, { members: [matched], member, before: member[0].length > 0, after: member[1].length > 0, isChanged, changes });
  }
  return [...found.values()];
}

/** Whether what a group may send or receive can differ between the states because of the group itself. */
export function isAffected(group: MatchedGroup, direction: Direction): boolean {
  return !group.before || !group.after || group.isChanged || group.changes[direction].length > 0;
}

function matchedWorkloadsOf([old, now]: SessionPair): MatchedWorkload[] {
  const [before, after] = [old.identities(), now.identities()];
  const members: MatchedWorkload[] = [];
  // both are in bytewise order
  const rest = after.values();
  let next = rest.next().value;
  for (const was of before.values()) {
    for (; next !== undefined && next.label < was.label; next = rest.next().value) members.push(newcomer(next));
    const is = next?.label === was.label ? next : undefined;
    members.push({ label: was.label, namespace: was.namespace, before: was, ...(is && { after: is }) });
    if (is !== undefined) next = rest.next().value;
  }
  for (; next !== undefined; next = rest.next().value) members.push(newcomer(next));
  return members;
}

function newcomer(after: Identity): MatchedWorkload {
  return { label: after.label, namespace: after.namespace, after };
}

function keyOf({ before, after }: MatchedWorkload, classesOf: readonly Int32Array[], isChanged: boolean): string | number {
  const [old, now] = [before, after].map((identity, e) => distinct(identity, classesOf[e]));
  return !isChanged && old.length === 1 && now.length === 1 ? old[0] * 0x4000000 + now[0] : `${old.join()}|${now.join()}|${isChanged}`;
}

function distinct(identity: Identity | undefined, classOf: Int32Array): number[] {
  return identity === undefined ? [] : [...new Set(identity.positions.map((position) => classOf[position]))].sort((a, b) => a - b);
}

/** More changes than this are looked up class by class, fewer in the classes of their namespaces. */
const FEW = 100;

/** The changes that apply to a class, or may. */
class Bearing {
  private readonly known: Record<Direction, (PolicyChange[] | undefined)[]> = { ingress: [], egress: [] };
  private readonly isFew: boolean;

  public constructor(private readonly engine: Engine, private readonly changeOf: ReadonlyMap<Policy, PolicyChange>) {
    this.isFew = changeOf.size <= FEW;
    if (this.isFew) for (const [policy, change] of changeOf) this.note(policy, change);
  }

  public on(direction: Direction, c: number): readonly PolicyChange[] {
    if (this.isFew) return this.known[direction][c] ?? NO_CHANGES;
    return (this.known[direction][c] ??= this.engine.policies(direction, c).flatMap(({ policy }) => this.changeOf.get(policy) ?? []));
  }

  private note(policy: Policy, change: PolicyChange): void {
    const { labels, unknownLabels, namespaceOf, namespaces, count, firstOfNamespace } = this.engine.classes;
    const { subject } = policy;
    const home = 'name' in subject.namespaces ? namespaces.indexOf(subject.namespaces.name) : undefined;
    if (home === -1) return;
    const bears = (direction: Direction) => policy.isolates.includes(direction) || policy.rules.some((rule) => rule.direction === direction);
    const directions = DIRECTIONS.filter((direction) => policy.unread !== undefined || bears(direction));
    const [first, end] = home === undefined ? [0, count] : [firstOfNamespace[home], firstOfNamespace[home + 1]];
    for (let c = first; c < end; c++) {
      // by labels of namespaces, too many rather than too few
      const isAtHome = home !== undefined && namespaceOf[c] === home;
      if (isAtHome && subject.pods.match({ labels: labels[c], unknownLabels: unknownLabels[c] }) === 'no') continue;
      for (const direction of directions) (this.known[direction][c] ??= []).push(change);
    }
  }
}

const NO_CHANGES: readonly PolicyChange[] = [];

/** Whether policies distinguish a workload of one state from the workload with the same name in the other state. */
class Appearance {
  private readonly namespaces = new Map<string, boolean>();

  public constructor(private readonly before: Cluster, private readonly after: Cluster) {}

  public isSame(before: Identity, after: Identity): boolean {
    if (!this.isSameNamespace(before.namespace)) return false;
    const old = before.positions.map((position) => this.before.workloads[position]);
    const now = after.positions.map((position) => this.after.workloads[position]);
    if (old.length === 1 && now.length === 1) return isSameWorkload(old[0], now[0]);
    return old.every((one) => now.some((other) => isSameWorkload(one, other))) && now.every((one) => old.some((other) => isSameWorkload(one, other)));
  }

  private isSameNamespace(name: string): boolean {
    let same = this.namespaces.get(name);
    if (same === undefined) {
      const [old, now] = [this.before, this.after].map(({ namespaces }) => namespaceNamed(namespaces, name).labels);
      this.namespaces.set(name, (same = isSameLabels(old, now)));
    }
    return same;
  }
}

function isSameWorkload(a: Workload, b: Workload): boolean {
  if (a.hostNetwork !== b.hostNetwork || (a.hostNetwork && a.node !== b.node) || !isSameLabels(a.labels, b.labels)) return false;
  const ports = ({ ports: all }: Workload) => all.filter(({ name }) => name !== undefined);
  return isSameList(ports(a), ports(b), (x, y) => x.name === y.name && x.port === y.port && x.protocol === y.protocol) &&
    isSameList(a.addresses, b.addresses, isSameAddress);
}

function isSameLabels(a: Labels, b: Labels): boolean {
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => labelOf(b, key) === a[key]);
}

function sorted(labels: Labels): string {
  return JSON.stringify(Object.entries(labels).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** The languages of agents that may run in one state only, where it matters in one of them which agent runs: each of them may affect every pair. */
export function agentsThatDiffer(sessions: SessionPair): ReadonlySet<string> {
  const [old, now] = sessions.map((session) => session.engine().worlds);
  if (old.length < 2 && now.length < 2) return NO_AGENTS;
  const [before, after] = [old, now].map((worlds) => new Set(worlds.flatMap((world) => [...world])));
  return new Set([...before, ...after].filter((name) => before.has(name) !== after.has(name)));
}

const NO_AGENTS: ReadonlySet<string> = new Set();

/** Whether something that is no workload, namespace or policy changed and may affect every pair. */
export function everythingMayDiffer([old, now]: SessionPair): boolean {
  const nodes = ({ decoded }: AnalysisSession) => JSON.stringify(decoded.cluster.nodes.map(({ name, labels, addresses }) =>
    [name, sorted(labels), addresses.map(({ value }) => String(value))]));
  const { eitherDirectionSuffices, undeclaredNamesOpenAll, egressNamesFromOwnNamespace } = now.profile;
  const isOfAgent = eitherDirectionSuffices || undeclaredNamesOpenAll || egressNamesFromOwnNamespace;
  return isOfAgent || agentsThatDiffer([old, now]).size > 0 || nodes(old) !== nodes(now);
}
