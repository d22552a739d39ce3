import type { Direction, Position } from '../../model';
import { Address, IpSet, LabelSelector, PortSet, Protocol, TrafficSet } from '../../sets';
import { fail } from '../../errors';

/** What one end of an invariant selects, before names are looked up. */
export type EndSpec =
  | PodsSpec
  /** The pods that have the labels of a workload of the input, in its namespace. */
  | { readonly type: 'workload'; readonly name: string; readonly position?: Position }
  /** `single`: those that were written as one address, not as a block; they are part of `addresses`. */
  | { readonly type: 'addresses'; readonly addresses: IpSet; readonly single?: readonly Address[] }
  /** Every pod and every address that none of these means. */
  | { readonly type: 'outside'; readonly of: readonly EndSpec[] };

export interface PodsSpec {
  readonly type: 'pods';
  /** All namespaces where neither of these is given. */
  readonly namespace?: string;
  readonly namespaces?: LabelSelector;
  /** Only the namespaces of the input. */
  readonly existing?: true;
  readonly pods: LabelSelector;
  /** Only pods that a policy isolates in this direction. */
  readonly isolated?: Direction;
  /** The namespace comes from a policy, so it need not be one of the input. */
  readonly anyName?: true;
  readonly position?: Position;
}

/** `undefined` = anyone: every pod and every address. */
export type EndSpecs = readonly EndSpec[] | undefined;

export interface ExceptionSpec {
  readonly from: EndSpecs;
  readonly to: EndSpecs;
  readonly traffic: TrafficSet;
}

/** What must hold for every pod of one end and every pod of the other, those that do not exist yet included. */
export interface Statement {
  /** Lower case, digits and dashes. */
  readonly id: string;
  /**
   * `never`: none of the traffic passes; `always`: all of it passes; `isolated`: some policy isolates each pod of `from` in each of the
   * `directions`.
   */
  readonly demand: 'never' | 'always' | 'isolated';
  readonly reason?: string;
  readonly from: EndSpecs;
  readonly to: EndSpecs;
  readonly traffic: TrafficSet;
  readonly except: readonly ExceptionSpec[];
  /** Of `isolated`. */
  readonly directions?: readonly Direction[];
  readonly position?: Position;
  /** Whether its ends are those of a standard, not of the one who asks. */
  readonly isReadyMade?: boolean;
  /** Whether `traffic` is what clients send to the Services of `to`. */
  readonly isCalled?: boolean;
}

export const ID = /^(?=.{1,100}$)[a-z0-9]+(?:[-.][a-z0-9]+)*$/;

export const ID_EXAMPLE = 'write something like `pci-is-closed`';

export function checkId(id: unknown): string {
  if (typeof id === 'string' && ID.test(id)) return id;
  return fail('invariant-id', `the id of an invariant is 1 to 100 lower-case letters, digits, dots and dashes, got \`${String(id)}\``, ID_EXAMPLE);
}

/** Reads `TCP 443`, `TCP 8000-8100`, `443` (TCP), `UDP` (all ports); nothing is everything. */
export function parseTraffic(texts: readonly string[] | undefined): TrafficSet {
  if (texts === undefined) return TrafficSet.ALL;
  if (texts.length === 0) fail('invariant-traffic', 'the list of traffic is empty, so nothing is meant', 'leave it out to mean everything, or write `TCP 443`');
  return texts.map(parseOne).reduce((set, one) => set.union(one));
}

function parseOne(text: string): TrafficSet {
  const match = /^(?:(TCP|UDP|SCTP)(?:[ /:]+|$))?(?:([0-9]{1,5})(?:-([0-9]{1,5}))?)?$/i.exec(text.trim());
  const first = match?.[2] === undefined ? 1 : Number(match[2]);
  const last = match?.[2] === undefined ? 65535 : Number(match[3] ?? match[2]);
  if (match === null || text.trim() === '' || first < 1 || last > 65535 || first > last) {
    return fail('invariant-traffic', `traffic is a protocol with a port or a range from 1 to 65535, got \`${text}\``, 'write `TCP 443`, `UDP 53`, `TCP 8000-8100` or `SCTP`');
  }
  return TrafficSet.of((match[1]?.toUpperCase() ?? 'TCP') as Protocol, PortSet.range(first, last));
}
