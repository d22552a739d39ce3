import { CONTROLLER_LABEL_KEYS } from '../../model';
import type { Labels } from '../../sets';
import { workloadLabel, AnalysisSession } from '../session/session';
import { append } from '../../sets';

/** The labels that say what a pod is, not which revision, run or ordinal: those that a template has, too. */
export function lastingLabels(labels: Labels): [key: string, value: string][] {
  return Object.entries(labels).filter(([key]) => !CONTROLLER_LABEL_KEYS.has(key));
}

interface Guess {
  readonly name: string;
  readonly kinds: readonly string[];
}

/** What may own a pod of this name, by how controllers name their pods; with `*` at the end, pods of several names. */
function ownersByName(pod: string): Guess[] {
  const stem = pod.endsWith('*') ? pod.slice(0, -1).replace(/-$/, '') : undefined;
  const found: Guess[] = [];
  const guess = (pattern: RegExp, text: string, ...kinds: string[]) => {
    const name = pattern.exec(text)?.[1];
    if (name !== undefined) found.push({ name, kinds });
  };
  if (stem !== undefined) {
    found.push({ name: stem, kinds: ['ReplicaSet', 'StatefulSet', 'DaemonSet', 'Job', 'CronJob', 'ReplicationController'] });
    guess(/^(.+)-[a-z0-9]{4,10}$/, stem, 'Deployment');
    guess(/^(.+)-[0-9]{8,10}$/, stem, 'CronJob');
    return found;
  }
  found.push({ name: pod, kinds: ['Pod'] });
  guess(/^(.+)-[a-z0-9]{4,10}-[a-z0-9]{5}$/, pod, 'Deployment');
  guess(/^(.+)-[0-9]{8,10}-[a-z0-9]{5}$/, pod, 'CronJob');
  guess(/^(.+)-[a-z0-9]{5}$/, pod, 'ReplicaSet', 'DaemonSet', 'Job', 'ReplicationController', 'Deployment');
  guess(/^(.+)-[0-9]+$/, pod, 'StatefulSet');
  return found;
}

/** The characters of generated hashes: without vowels, so that they rarely form words. */
const HASH = '[bcdfghj-np-tv-xz24-9]';
/** Names that a controller gives its pods. Users write names by hand, too, so a word after a dash is not enough. */
const GENERATED: readonly { readonly pattern: RegExp; readonly kinds: readonly string[] }[] = [
  { pattern: new RegExp(`^(.+)-${HASH}{4,10}-${HASH}{5}$`), kinds: ['Deployment', 'Rollout'] },
  { pattern: new RegExp(`^(.+)-[0-9]{8,10}-${HASH}{5}$`), kinds: ['CronJob'] },
  { pattern: new RegExp(`^(.+)-${HASH}{5}$`), kinds: ['ReplicaSet', 'DaemonSet', 'Job', 'ReplicationController'] },
  { pattern: /^(.+)-[0-9]+$/, kinds: ['StatefulSet'] },
];

/** The name of an owner one level up or down: a ReplicaSet belongs to a Deployment, a Job to a CronJob. */
function relatives({ name, kind }: { readonly name: string; readonly kind?: string }): Guess[] {
  const parent = (pattern: RegExp, ...kinds: string[]) => {
    const above = pattern.exec(name)?.[1];
    return above === undefined ? [] : [{ name: above, kinds }];
  };
  if (kind === 'ReplicaSet') return parent(/^(.+)-[a-z0-9]{4,10}$/, 'Deployment');
  if (kind === 'Job') return parent(/^(.+)-[0-9]{8,10}$/, 'CronJob');
  return [];
}

/** Finds the workloads of the input that a record may mean, by owner, name and labels. */
export class Owners {
  private readonly byPod = new Map<string, number>();
  private readonly byOwner = new Map<string, number[]>();
  private readonly byNamespace = new Map<string, number[]>();

  public constructor(private readonly session: AnalysisSession) {
    const { workloads } = session.decoded.cluster;
    workloads.forEach((workload, position) => {
      const { namespace, name, kind, pod } = workload;
      if (pod !== undefined) this.byPod.set(`${namespace}/${pod}`, position);
      append(this.byNamespace, namespace, position);
      append(this.byOwner, `${namespace}/${name}`, position);
      // pods as a cluster shows them belong to what the template does not name
      const above = kind === 'ReplicaSet' || kind === 'Job' ? relatives({ name, kind })[0] : undefined;
      if (above !== undefined) append(this.byOwner, `${namespace}/${above.name}`, position);
    });
  }

  /** The pod of that name, unless it has another owner than the record says. */
  public pod(namespace: string, pod: string, owner: { readonly name: string; readonly kind?: string } | undefined): number | undefined {
    const position = this.byPod.get(`${namespace}/${pod}`);
    if (position === undefined || owner === undefined) return position;
    return this.owned(namespace, owner).includes(position) ? position : undefined;
  }

  /** The workloads of an owner; those of another kind only where there are no others. */
  public owned(namespace: string, owner: { readonly name: string; readonly kind?: string }): readonly number[] {
    for (const { name, kinds } of [{ name: owner.name, kinds: owner.kind === undefined ? [] : [owner.kind] }, ...relatives(owner)]) {
      const found = this.byOwner.get(`${namespace}/${name}`) ?? [];
      const ofKind = found.filter((position) => kinds.includes(this.kindOf(position, name)));
      if (ofKind.length > 0) return ofKind;
      if (found.length > 0) return found;
    }
    return [];
  }

  /** What owns a pod by its name alone; the labels decide between several. */
  public named(namespace: string, pod: string, labels: Labels | undefined): readonly number[] {
    let first: readonly number[] = [];
    for (const { name, kinds } of ownersByName(pod)) {
      const found = (this.byOwner.get(`${namespace}/${name}`) ?? []).filter((position) => kinds.includes(this.kindOf(position, name)));
      if (found.length === 0) continue;
      if (labels === undefined || this.withLabels(found, labels).length > 0) return found;
      if (first.length === 0) first = found;
    }
    return first;
  }

  /** What owns a pod that the input does not show, by a name that a controller made. */
  public generated(namespace: string, pod: string): readonly number[] {
    for (const { pattern, kinds } of GENERATED) {
      const name = pattern.exec(pod)?.[1];
      const found = (this.byOwner.get(`${namespace}/${name}`) ?? []).filter((position) => kinds.includes(this.kindOf(position, name!)));
      if (found.length > 0) return found;
    }
    return [];
  }

  /** The workloads of a namespace that have the labels of a record; an agent may leave labels out. */
  public labelled(namespace: string, labels: Labels): readonly number[] {
    return lastingLabels(labels).length === 0 ? [] : this.withLabels(this.byNamespace.get(namespace) ?? [], labels);
  }

  public withLabels(positions: readonly number[], labels: Labels): readonly number[] {
    const asked = lastingLabels(labels);
    const { workloads } = this.session.decoded.cluster;
    return positions.filter((position) => {
      const { labels: own } = workloads[position];
      return asked.every(([key, value]) => Object.hasOwn(own, key) && own[key] === value);
    });
  }

  public inNamespace(namespace: string): readonly number[] {
    return this.byNamespace.get(namespace) ?? [];
  }

  /** One position for each way in which pods of one identity are judged. */
  public distinct(positions: readonly number[]): number[] {
    const { ofWorkload } = this.session.engine().classes;
    const { workloads, nodes } = this.session.decoded.cluster;
    const found = new Map<string, number>();
    for (const position of positions) {
      const node = nodes.length === 0 ? '' : workloads[position].node;
      const key = `${workloadLabel(workloads[position])}/${ofWorkload[position]}/${node}`;
      if (!found.has(key)) found.set(key, position);
    }
    return [...found.values()];
  }

  private kindOf(position: number, asName: string): string {
    const { name, kind } = this.session.decoded.cluster.workloads[position];
    if (name === asName) return kind;
    return kind === 'ReplicaSet' ? 'Deployment' : 'CronJob';
  }
}

const known = new WeakMap<AnalysisSession, Owners>();

/** The owners of a session, looked up once. */
export function ownersOf(session: AnalysisSession): Owners {
  let owners = known.get(session);
  if (owners === undefined) known.set(session, (owners = new Owners(session)));
  return owners;
}
