/**
 * How one agent turns NetworkPolicy into packets, as far as the API leaves it open or the agent departs from its words.
 * Facts only; the engine reads them.
 */
export interface Enforcement {
  readonly name: string;
  /**
   * The languages of network agents that it reads, by the names of their agents; policies of others have no effect.
   * @default - not known: each may count
   */
  readonly languages?: readonly string[];
  /**
   * Whether policies of its own language count as its documents say, also where something else was measured.
   * @default false
   */
  readonly readsAsDocumented?: boolean;
  /** `false`: the agent does nothing with policies, so every connection passes. */
  readonly enforces: boolean;
  /** Whether a NetworkPolicy block also matches pods that hold an address in it. */
  readonly blocksMatchPods: 'yes' | 'no' | 'unknown';
  /** Whether a NetworkPolicy block also matches nodes that hold an address in it. */
  readonly blocksMatchNodes: boolean;
  /** Whether a block may match a pod whose address the input does not know. */
  readonly unknownAddresses: 'may-match' | 'never-match';
  /** Whether pods on the host network are subjects and selector peers like others, or are never seen by policies. */
  readonly hostNetwork: 'as-pods' | 'invisible' | 'unknown';
  /** `policed`: pods whose egress is isolated reach their own node only as rules say. */
  readonly ownNode: 'policed' | 'unknown';
  /** `ignored-where-rules-exist`: a rule list restricts its direction whatever `policyTypes` says. */
  readonly policyTypes: 'as-written' | 'ignored-where-rules-exist';
  /** A policy with both types lets a packet pass both of its own ends as soon as either direction allows it. */
  readonly eitherDirectionSuffices: boolean;
  /** A rule with pod peers whose ports are all names that no pod on its destination side declares opens every port. */
  readonly undeclaredNamesOpenAll: boolean;
  /** The blocks of one rule share one table in which the longest prefix wins, so one block's `except` also cuts the others. */
  readonly exceptCutsWholeRule: boolean;
  /** An egress port name is never looked up at a pod that only a block of the rule holds. */
  readonly egressNamesSkipBlocks: boolean;
  /** An egress port name without peers is resolved in the policy's own namespace and opened to every peer; with blocks only, never. */
  readonly egressNamesFromOwnNamespace: boolean;
  /** `translated`: policies see a call of a Service as one of the pod that answers, at its own port; the API leaves this open. */
  readonly calls: 'translated' | 'unknown';
  /** `judged-at-egress`: a call of a pod to itself through a Service leaves it only as policies say, and enters whatever they say. */
  readonly callsToItself: 'pass' | 'judged-at-egress';
  /** `unreliable`: of a policy with a rule that passes, in a stage after NetworkPolicy, some rules may have no effect. */
  readonly baselinePass: 'as-written' | 'unreliable';
  /** Label keys that selectors never see: a key equal to an entry, or starting with an entry that ends in `*`. */
  readonly hiddenLabels: readonly string[];
  /** Where the facts come from. */
  readonly source: string;
}
