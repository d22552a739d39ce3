import type { AddressHolder } from '../../engine';
import type { Entity } from '../../flows';
import type { Workload } from '../../model';
import type { NeededFact } from '../../results/needed-fact';
import type { Address, IpSet } from '../../sets';

/** What an end of recorded traffic is in the input. */
export type TrafficEnd =
  /** `position` in the list of workloads; those that only the record shows stand behind those of the input. */
  | { readonly type: 'workload'; readonly label: string; readonly position: number; readonly foreign: boolean }
  /** `holders`: what may have the address, where nothing states who has it. */
  | { readonly type: 'address'; readonly label: string; readonly address: Address; readonly entity?: Entity; readonly holders?: readonly AddressHolder[] }
  | { readonly type: 'block'; readonly label: string; readonly addresses: IpSet }
  | { readonly type: 'node'; readonly label: string; readonly own: boolean; readonly address?: Address }
  /** `address`: the one by which it was called. */
  | { readonly type: 'service'; readonly label: string; readonly namespace: string; readonly name: string; readonly address?: Address }
  /** An address of which nothing else is known yet. `entity`: what the record calls it. */
  | { readonly type: 'bare'; readonly label: string; readonly address: Address; readonly entity?: Entity }
  /** One of several; it is unknown which. */
  | { readonly type: 'choice'; readonly label: string; readonly among: readonly TrafficEnd[] }
  /** `needs`: what to state so that it can be found. `namespace`: the one that the record tells. */
  | { readonly type: 'unmapped'; readonly label: string; readonly why: string; readonly needs?: readonly NeededFact[]; readonly namespace?: string };

/** The workloads that an end is, or may be, by their labels. */
export function labelsOf(end: TrafficEnd): string[] {
  return end.type === 'choice' ? end.among.flatMap(labelsOf) : [end.label];
}

/** The namespaces that an end is, or may be, in: of workloads and Services, and as the record tells it of what was not found. */
export function namespacesOf(end: TrafficEnd, workloads: readonly Workload[]): string[] {
  switch (end.type) {
    case 'workload': return [workloads[end.position].namespace];
    case 'choice': return end.among.flatMap((one) => namespacesOf(one, workloads));
    case 'service': return [end.namespace];
    case 'unmapped': return end.namespace === undefined ? [] : [end.namespace];
    default: return [];
  }
}

/** Whether it was found what the end is. */
export function isFound(end: TrafficEnd): boolean {
  return end.type !== 'unmapped' && !(end.type === 'address' && end.holders !== undefined);
}

/** What an address is called of which the record says only that it is private. */
export const SOME_PRIVATE_ADDRESS = 'a private address';

/** `address of outside`, `private address`: what a record leaves open that names a block. */
export function unsaidAddress(label: string): string {
  return label === SOME_PRIVATE_ADDRESS ? 'private address' : `address of ${label}`;
}
