import type { Enforcement } from './enforcement';

/** `unknown` where no source was found; `partly` with a note that says where it holds and where it does not. */
export type Answer = 'yes' | 'no' | 'partly' | 'unknown';

/** One cell of the table: an answer and where it comes from. */
export interface Fact {
  readonly answer: Answer;
  readonly note?: string;
  readonly source: string;
}

/** What one network plugin makes of plain NetworkPolicy. */
export interface Cni {
  /** What `--cni` takes. */
  readonly name: string;
  readonly title: string;
  /** Whether policies have any effect. */
  readonly enforces: Fact;
  /** Whether ranges of ports are honoured. */
  readonly endPort: Fact;
  readonly sctp: Fact;
  /** Whether a port name is resolved at each destination pod. */
  readonly namedPorts: Fact;
  /** Whether a block of addresses matches pods that hold one of them. */
  readonly blocksMatchPods: Fact;
  /** Whether policies see pods on the host network as pods. */
  readonly hostNetwork: Fact;
  readonly ipv6: Fact;
  /** Whether a pod that is isolated for egress reaches its own node all the same. */
  readonly ownNode: Fact;
  /** Where the facts suffice for verdicts; else the words of the API are used, which leave more unknown. */
  readonly enforcement?: Enforcement;
}

/** For cells about which nothing was found. */
export const NOT_FOUND: Fact = { answer: 'unknown', source: 'nothing found' };
