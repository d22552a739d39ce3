import type { Protocol, Verdict } from '../oracle';
import type { Case } from './generate';

export type { Protocol, Verdict } from '../oracle';

export interface Packet {
  readonly protocol: Protocol;
  readonly port: number;
}

/** A pod, the pods of a template, or an address outside the cluster. */
export type Ask = PodAsk | { readonly ip: string };

export interface PodAsk {
  /** Of the topmost owner. */
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
  /** Kind and name of the object that shows the pods. */
  readonly shownBy: string;
  /** Of the pod in its StatefulSet, where each is asked about. */
  readonly ordinal?: number;
  /** The addresses that the input shows. */
  readonly addresses: readonly string[];
}

export interface Engine {
  /** What the engine sees, as `seenNames` writes it. */
  readonly seen?: string;
  judge(source: Ask, target: Ask): (packet: Packet) => Verdict;
}

export type CreateEngine = (objects: readonly unknown[], family: 4 | 6 | undefined, staged?: 'enforce') => Engine;

const POD_KINDS = ['Pod', 'Deployment', 'ReplicaSet', 'Rollout', 'StatefulSet', 'DaemonSet', 'Job', 'CronJob', 'ReplicationController'];

/** The ends that a case has, in the order of its objects. */
export function endsOf({ objects, externals }: Case): Ask[] {
  const pods = objects.filter((object) => POD_KINDS.includes(object.kind))
    .map(({ kind, metadata, status }) => ({
      kind,
      namespace: metadata?.namespace ?? 'default',
      name: metadata?.name,
      shownBy: `${kind} ${metadata?.name}`,
      addresses: (status?.podIPs ?? []).map((item: { ip: string }) => item?.ip),
    }));
  return [...pods, ...externals.map((ip) => ({ ip }))];
}

/** The ends with their owners; pods that two objects show are one end. */
export function ownedEnds(item: Case, pods: readonly Omit<PodAsk, 'addresses'>[]): Ask[] {
  const written = new Map(endsOf(item).map((ask) => ['ip' in ask ? ask.ip : `${ask.namespace}/${ask.shownBy}`, ask]));
  const shown = pods.map(({ kind, namespace, name, shownBy, ordinal }): Ask => ({ ...written.get(`${namespace}/${shownBy}`)!, kind, name, ...(ordinal !== undefined && { ordinal }) }));
  return [...shown, ...item.externals.map((ip) => ({ ip }))];
}

/** What a judge sees, as a sorted text: each object that shows pods, with the number of its pods. */
export function seenNames(pods: readonly (Omit<PodAsk, 'addresses'> & { readonly count: number })[]): string {
  const counts = new Map<string, number>();
  for (const { kind, namespace, name, shownBy, count } of pods) {
    const key = `${namespace}/${name}[${kind}] as ${shownBy}`;
    counts.set(key, (counts.get(key) ?? 0) + count);
  }
  return [...counts].map(([name, count]) => `${name} x${count}`).sort().join(', ');
}

export function packetsOf({ ports }: Case): Packet[] {
  return (['TCP', 'UDP', 'SCTP'] as const).flatMap((protocol) => ports.map((port) => ({ protocol, port })));
}

function speaks(ask: Ask, family: 4 | 6 | undefined): boolean {
  return family === undefined || !('ip' in ask) || ask.ip.includes(':') === (family === 6);
}

/** Outside to outside is nobody's question; the pods of one template among themselves are not one pod to itself. */
export function isAsked(source: Ask, target: Ask, family: 4 | 6 | undefined): boolean {
  if (!speaks(source, family) || !speaks(target, family)) return false;
  if ('ip' in source) return !('ip' in target);
  return source !== target || source.kind === 'Pod';
}

export function nameOf(ask: Ask): string {
  return 'ip' in ask ? ask.ip : `${ask.namespace}/${ask.name}[${ask.kind}]${ask.ordinal === undefined ? '' : `-${ask.ordinal}`}`;
}
