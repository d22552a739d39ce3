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
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
  /** The addresses that the input shows. */
  readonly addresses: readonly string[];
}

export interface Engine {
  judge(source: Ask, target: Ask): (packet: Packet) => Verdict;
}

export type CreateEngine = (objects: readonly unknown[], family: 4 | 6 | undefined) => Engine;

const POD_KINDS = ['Pod', 'Deployment', 'StatefulSet', 'DaemonSet', 'Job', 'CronJob', 'ReplicationController'];

/** The ends that a case has, in the order of its objects. */
export function endsOf({ objects, externals }: Case): Ask[] {
  const pods = objects.filter((object) => POD_KINDS.includes(object.kind))
    .map(({ kind, metadata, status }) => ({
      kind,
      namespace: metadata?.namespace ?? 'default',
      name: metadata?.name,
      addresses: (status?.podIPs ?? []).map((item: { ip: string }) => item?.ip),
    }));
  return [...pods, ...externals.map((ip) => ({ ip }))];
}

export function packetsOf({ ports }: Case): Packet[] {
  return (['TCP', 'UDP', 'SCTP'] as const).flatMap((protocol) => ports.map((port) => ({ protocol, port })));
}

function speaks(ask: Ask, family: 4 | 6 | undefined): boolean {
  const addresses = 'ip' in ask ? [ask.ip] : ask.addresses;
  return family === undefined || addresses.length === 0 || addresses.some((address) => address?.includes(':') === (family === 6));
}

/** Outside to outside is nobody's question; the pods of one template among themselves are not one pod to itself. */
export function isAsked(source: Ask, target: Ask, family: 4 | 6 | undefined): boolean {
  if (!speaks(source, family) || !speaks(target, family)) return false;
  if ('ip' in source) return !('ip' in target);
  return source !== target || source.kind === 'Pod';
}

export function nameOf(ask: Ask): string {
  return 'ip' in ask ? ask.ip : `${ask.namespace}/${ask.name}[${ask.kind}]`;
}
