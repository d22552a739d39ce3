/** The one thing that the oracle shares with the product: the shape of a verdict. */
export type Verdict = 'allowed' | 'denied' | 'unknown';

export type Protocol = 'TCP' | 'UDP' | 'SCTP';
export type Direction = 'ingress' | 'egress';

export interface Packet {
  readonly protocol: Protocol;
  /** At the destination, after any Service translation. */
  readonly port: number;
}

/** Whether a rule is about a packet: no, only in some of the clusters that the input may describe, yes. AND is `Math.min`, OR is `Math.max`. */
export type Match = 0 | 1 | 2;
export const NO: Match = 0;
export const MAYBE: Match = 1;
export const YES: Match = 2;

export function both(a: Match, b: Match): Match {
  return a < b ? a : b;
}

export function either(a: Match, b: Match): Match {
  return a > b ? a : b;
}

/** What may become of a packet: a set of these bits, one for each way in which the open questions may be answered. */
export type Outcomes = number;
export const ALLOW = 1;
export const DENY = 2;
/** Nobody decided yet. */
export const NONE = 4;
/** The tier is left undecided on purpose. */
export const PASS = 8;

/** The circumstances of a packet: its family where it is known, and what a CNI does where the API leaves it open. */
export interface Circumstances {
  readonly family: 4 | 6 | undefined;
  /** The family that was asked for. */
  readonly asked?: 4 | 6;
  readonly reading: Reading;
}

/** What a CNI does where the API leaves it open; without an answer, everything is possible. */
export interface Reading {
  /** Whether an `ipBlock` of a NetworkPolicy matches pods (and nodes) by their address. */
  readonly blocksMatchPods?: 'yes' | 'no' | 'maybe';
  /** Whether an address that the input gives to no node may be that of a node. */
  readonly otherNodes?: 'no' | 'maybe';
  /** Whether a name of `domainNames` may stand for an address; with `no`, nobody ever asked for such a name. */
  readonly domainNames?: 'no' | 'maybe';
}

export function verdictOf(egress: Outcomes, ingress: Outcomes): Verdict {
  if (egress === DENY || ingress === DENY) return 'denied';
  return egress === ALLOW && ingress === ALLOW ? 'allowed' : 'unknown';
}

/** Raw JSON, read with suspicion. */
export type Raw = any;

export function isObject(value: Raw): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** JSON's null is Go's absent. */
export function absent(value: Raw): boolean {
  return value === undefined || value === null;
}

export function listOf(value: Raw): Raw[] {
  return Array.isArray(value) ? value : [];
}
