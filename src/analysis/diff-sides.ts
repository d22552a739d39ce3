import type { Engine } from '../engine';
import type { Cluster, Direction, Policy, Workload } from '../model';
import type { PolicyChange, PolicyChanges } from './diff-policies';
import type { Identity, Study } from './study';
import type { Member } from './sweep';

/** A workload of either state. */
export interface Twin {
  readonly label: string;
  readonly namespace: string;
  readonly before?: Identity;
  readonly after?: Identity;
}

/** Workloads that are judged alike in both states. */
export interface TwinGroup {
  readonly twins: readonly Twin[];
  /** Their classes in the old and in the new engine; none in a state that does not have them. */
  readonly member: Member;
  readonly before: boolean;
  readonly after: boolean;
  /** Whether what others see of them changed: their labels, ports or addresses, or the labels of their namespaces. */
  readonly own: boolean;
  /** The policy changes that bear on them. */
  readonly changes: Readonly<Record<Direction, readonly PolicyChange[]>>;
}

/** The workloads of two states, in groups. */
export function twinGroups(studies: readonly [Study, Study], engines: readonly [Engine, Engine], { of }: PolicyChanges): TwinGroup[] {
  const found = new Map<string, TwinGroup & { twins: Twin[] }>();
  const bearing = engines.map((engine) => new Bearing(engine, of));
  const seen = studies.map(({ decoded }) => new Appearance(decoded.cluster));
  for (const twin of twinsOf(studies)) {
    const sides = [twin.before, twin.after];
    const member = sides.map((identity, e) => classesOf(identity, engines[e]));
    const own = twin.before !== undefined && twin.after !== undefined && seen[0].of(twin.before) !== seen[1].of(twin.after);
    const key = `${member.map((classes) => classes.join()).join('|')}|${own}`;
    const known = found.get(key);
    if (known !== undefined) {
      known.twins.push(twin);
      continue;
    }
    const changesAt = (direction: Direction) => [...new Set(member.flatMap((classes, e) => classes.flatMap((c) => bearing[e].on(direction, c))))];
    found.set(key, { twins: [twin], member, before: member[0].length > 0, after: member[1].length > 0, own, changes: { ingress: changesAt('ingress'), egress: changesAt('egress') } });
  }
  return [...found.values()];
}

/** Whether what a group may send or receive can differ between the states because of the group itself. */
export function isAffected(group: TwinGroup, direction: Direction): boolean {
  return !group.before || !group.after || group.own || group.changes[direction].length > 0;
}

function twinsOf([old, now]: readonly [Study, Study]): Twin[] {
  const [before, after] = [old.identities(), now.identities()];
  const labels = [...new Set([...before.keys(), ...after.keys()])].sort();
  return labels.map((label) => {
    const [was, is] = [before.get(label), after.get(label)];
    return { label, namespace: (was ?? is)!.namespace, ...(was && { before: was }), ...(is && { after: is }) };
  });
}

function classesOf(identity: Identity | undefined, { classes }: Engine): number[] {
  return identity === undefined ? [] : [...new Set(identity.positions.map((position) => classes.ofWorkload[position]))].sort((a, b) => a - b);
}

/** The changes that bear on a class, worked out once a class. */
class Bearing {
  private readonly known: Record<Direction, (readonly PolicyChange[] | undefined)[]> = { ingress: [], egress: [] };

  public constructor(private readonly engine: Engine, private readonly of: ReadonlyMap<Policy, PolicyChange>) {}

  public on(direction: Direction, c: number): readonly PolicyChange[] {
    if (this.of.size === 0) return [];
    return (this.known[direction][c] ??= this.engine.policies(direction, c).flatMap(({ policy }) => this.of.get(policy) ?? []));
  }
}

/** What policies can see of workloads, as texts that are equal exactly where they cannot tell the difference. */
class Appearance {
  private readonly texts = new Map<Workload, string>();
  private readonly namespaces = new Map<string, string>();

  public constructor(private readonly cluster: Cluster) {}

  public of({ positions, namespace }: Identity): string {
    let spaces = this.namespaces.get(namespace);
    if (spaces === undefined) this.namespaces.set(namespace, (spaces = sorted(this.cluster.namespaces.get(namespace)?.labels ?? {})));
    return `${spaces}/${[...new Set(positions.map((position) => this.textOf(this.cluster.workloads[position])))].sort().join('/')}`;
  }

  private textOf(workload: Workload): string {
    let text = this.texts.get(workload);
    if (text === undefined) {
      const { labels, ports, addresses, hostNetwork, node } = workload;
      const own = addresses.map(({ family, value }) => `${family} ${value}`).sort();
      text = JSON.stringify([sorted(labels), ports.filter(({ name }) => name !== undefined), own, hostNetwork, hostNetwork ? node ?? '' : '']);
      this.texts.set(workload, text);
    }
    return text;
  }
}

function sorted(labels: Readonly<Record<string, string>>): string {
  return JSON.stringify(Object.entries(labels).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Whether something that is no workload, namespace or policy changed and may bear on every pair. */
export function everythingMayDiffer([old, now]: readonly [Study, Study]): boolean {
  const { profile } = now;
  const nodes = ({ decoded }: Study) => JSON.stringify(decoded.cluster.nodes.map(({ name, labels, addresses }) => [name, sorted(labels), addresses.map(({ value }) => String(value))]));
  return profile.eitherDirectionSuffices || profile.undeclaredNamesOpenAll || profile.egressNamesFromOwnNamespace || nodes(old) !== nodes(now);
}
