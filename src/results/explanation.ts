import type { DecidingRule } from './deciding-rule';
import type { TrafficDirection } from './enums';
import type { ExplanationNote } from './explanation-note';
import type { NeededFact } from './needed-fact';
import type { Verdict } from './reachability';
import type { Traffic } from './traffic';

/** The verdict of one end about some traffic. */
export interface EndExplanation {
  /** The verdict of this end alone. */
  readonly verdict: Verdict;
  /** What decides, in order; empty where nothing restricts this end. */
  readonly rules: DecidingRule[];
}

/** A connection that a change opens. */
export interface OpenedConnection {
  /** `namespace/name[Kind]`, or an address. */
  readonly source: string;
  /** `namespace/name[Kind]`, or an address. */
  readonly destination: string;
  /** The traffic that is opened: `TCP 8080`. */
  readonly traffic: Traffic;
}

/** The smallest change that opens some traffic and isolates no further pod. */
export interface ProposedChange {
  /** The traffic that the change is to open. */
  readonly traffic: Traffic;
  /** The ends that are opened: `egress` = the source's, `ingress` = the destination's. */
  readonly sides: TrafficDirection[];
  /** The change as constructs of this package; a policy of an administrator as an `ApiObject`. */
  readonly typescript: string;
  /** The change as manifests, or as rules to be added to one. */
  readonly yaml: string;
  /** Everything that the change definitely opens. */
  readonly opens: OpenedConnection[];
  /** What is denied, and afterwards depends on something that the API or the input leaves open. Nothing else changes. */
  readonly mayOpen: OpenedConnection[];
  /** What else it may do where the API leaves something open. */
  readonly remarks: string[];
}

/** Traffic between two ends about which everything is the same. */
export interface TrafficExplanation {
  /** The traffic that is judged alike: `TCP 8080`. */
  readonly traffic: Traffic;
  /** Its verdict. */
  readonly verdict: Verdict;
  /** Why it is unknown; empty when it is not. */
  readonly reasons: string[];
  /** The facts that would settle what is unknown; empty where no fact would. */
  readonly needs: NeededFact[];
  /** The source's end. */
  readonly egress: EndExplanation;
  /** The destination's end. */
  readonly ingress: EndExplanation;
  /** Rules at the source whose deletion closes what is open; empty where deleting cannot do it. */
  readonly closedByEgress: DecidingRule[];
  /** Rules at the destination whose deletion closes what is open; empty where deleting cannot do it. */
  readonly closedByIngress: DecidingRule[];
  /** Rules and whole policies whose deletion, of all of them, opens what is not open; empty where deleting cannot do it. */
  readonly openedBy: DecidingRule[];
  /**
   * The smallest change that opens what is denied.
   *
   * @default - nothing is denied, or neither a NetworkPolicy nor a policy of an administrator that comes first can open it
   */
  readonly change?: ProposedChange;
  /** What may have been overlooked. */
  readonly notes: ExplanationNote[];
}

/** Two ends whose pods are all judged alike. */
export interface ExplainedCase {
  /**
   * Which pods of the source are meant.
   *
   * @default - all of them
   */
  readonly sourcePods?: string;
  /**
   * Which pods of the destination are meant.
   *
   * @default - all of them
   */
  readonly destinationPods?: string;
  /** The classes of traffic that are judged alike, each with its explanation. */
  readonly parts: TrafficExplanation[];
}

/** Why traffic passes or does not. */
export interface Explanation {
  /** `namespace/name[Kind]`, or an address. */
  readonly source: string;
  /** `namespace/name[Kind]`, or an address. */
  readonly destination: string;
  /** One for each way in which the pods of the ends are judged; empty for one pod and itself, which nothing restricts. */
  readonly cases: ExplainedCase[];
}
