import type { Enforcement } from './enforcement';
import { SPEC } from './spec';

/** `unknown` if no source was found; `partly` with a note that names the conditions. */
export type FactAnswer = 'yes' | 'no' | 'partly' | 'unknown';

/** One entry of the table: an answer and its source. */
export interface Fact {
  readonly answer: FactAnswer;
  readonly note?: string;
  readonly source: string;
}

/** How one network plugin enforces plain NetworkPolicy. */
export interface Cni {
  /** What `--cni` takes. */
  readonly name: string;
  readonly title: string;
  /** Whether policies have any effect. */
  readonly enforces: Fact;
  /** Whether ranges of ports are enforced. */
  readonly endPort: Fact;
  readonly sctp: Fact;
  /** Whether a port name is resolved at each destination pod. */
  readonly namedPorts: Fact;
  /** Whether an address block matches pods that have one of its addresses. */
  readonly blocksMatchPods: Fact;
  /** Whether policies see pods on the host network as pods. */
  readonly hostNetwork: Fact;
  readonly ipv6: Fact;
  /** Whether a pod that is isolated for egress still reaches its own node. */
  readonly ownNode: Fact;
  /**
   * The languages of network agents whose policies it reads beside NetworkPolicy, by the names of their agents.
   * @default - its own
   */
  readonly languages?: readonly string[];
  /** Present if the facts are sufficient for verdicts; otherwise the specification is used, which leaves more unknown. */
  readonly enforcement?: Enforcement;
}

/** For entries without any source. */
export const NOT_FOUND: Fact = { answer: 'unknown', source: 'nothing found' };

/** How a plugin enforces policies; where too little is known of it, as the specification says, which leaves more unknown. */
export function enforcementOf({ name, enforcement, languages = [name] }: Cni): Enforcement {
  return { ...(enforcement ?? { ...SPEC, name }), languages };
}

/** Whether what is known of the agent is no more than the specification. */
export function isSpecification({ source }: Enforcement): boolean {
  return source === SPEC.source;
}
