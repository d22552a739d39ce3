import type { Protocol, Verdict } from '../oracle';
import type { Case } from './generate';

export type { Protocol, Verdict } from '../oracle';

export interface Packet {
  readonly protocol: Protocol;
  readonly port: number;
}

/** A pod, the pods of a template, or an address outside the cluster. */
export type Ask = { readonly kind: string; readonly namespace: string; readonly name: string } | { readonly ip: string };

export interface Engine {
  judge(source: Ask, target: Ask): (packet: Packet) => Verdict;
}

export type CreateEngine = (objects: readonly unknown[]) => Engine;

const POD_KINDS = ['Pod', 'Deployment', 'StatefulSet', 'DaemonSet', 'Job', 'CronJob', 'ReplicationController'];

/** The ends that a case has, in the order of its objects. */
export function endsOf({ objects, externals }: Case): Ask[] {
  const pods = objects.filter((object) => POD_KINDS.includes(object.kind))
    .map(({ kind, metadata }) => ({ kind, namespace: metadata?.namespace ?? 'default', name: metadata?.name }));
  return [...pods, ...externals.map((ip) => ({ ip }))];
}

export function packetsOf({ ports }: Case): Packet[] {
  return (['TCP', 'UDP', 'SCTP'] as const).flatMap((protocol) => ports.map((port) => ({ protocol, port })));
}

/** Outside to outside is nobody's question; the pods of one template among themselves are not one pod to itself. */
export function isAsked(source: Ask, target: Ask): boolean {
  if ('ip' in source) return !('ip' in target);
  return source !== target || source.kind === 'Pod';
}

export function nameOf(ask: Ask): string {
  return 'ip' in ask ? ask.ip : `${ask.namespace}/${ask.name}[${ask.kind}]`;
}
