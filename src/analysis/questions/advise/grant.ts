import type { Direction, RulePeer } from '../../../model';
import type { LabelSelector, TrafficSet } from '../../../sets';
import type { Candidate, WantedEnd } from './wanted';

/** One closed side of a wanted connection. */
export interface Side {
  readonly candidate: Candidate;
  readonly direction: Direction;
  /** Position of the workload whose side it is. */
  readonly subject: number;
  readonly peer: WantedEnd;
}

/** What a rule lets through, in one direction, for some pods of a namespace. */
export interface Grant {
  /** `expose`: the other end is the controller that lets traffic in from outside. */
  readonly kind: 'rule' | 'expose' | 'dns' | 'api-server';
  readonly direction: Direction;
  readonly namespace: string;
  readonly pods: LabelSelector;
  /** The name of the pods in names of policies. */
  readonly owner: string;
  readonly peers: readonly RulePeer[];
  readonly traffic: TrafficSet;
  readonly sides: readonly Side[];
  /** What a user should check. */
  readonly check: readonly string[];
  /** Whether the other end is one address, which nothing but its names explains. @default false */
  readonly isHost?: boolean;
  /** What leads from outside to a port that many addresses called; empty where the input does not show it. @default - no entrance */
  readonly entrance?: string;
}
