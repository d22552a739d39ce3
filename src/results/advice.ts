import type { AddressSet } from './address-set';
import type { DecidingRule } from './deciding-rule';
import type { TrafficDirection } from './enums';
import type { PeerSet } from './peer-set';
import type { ProofOutcome } from './proof';
import type { RecordedFile } from './replay';
import type { RuleSeverity } from './severity';
import type { Traffic } from './traffic';

/** A connection of the record that an advice is about. */
export interface AdvisedFlow {
  /** `namespace/name[Kind]`, or an address. */
  readonly source: string;
  /** `namespace/name[Kind]`, or an address. */
  readonly destination: string;
  /** The protocol and port: `TCP 8080`. */
  readonly traffic: string;
  /** How many records show it. */
  readonly records: number;
}

/** A wanted connection that the advice does not admit, and why. */
export interface MissedFlow extends AdvisedFlow {
  /** Why no rule admits it, in words; beside the rules that deny it. */
  readonly why: string[];
  /** The rules that still deny it. */
  readonly deniedBy: DecidingRule[];
  /** Ids of the invariants that forbid it. */
  readonly forbiddenBy: string[];
}

/** What was seen of the traffic that a rule opens. */
export interface RuleEvidence {
  /** Who called, by label: `namespace/name[Kind]`, or addresses; empty where names were resolved. */
  readonly sources: string[];
  /** Who was called, likewise; empty for the resolver of names. */
  readonly destinations: string[];
  /** What the rule opens. */
  readonly traffic: Traffic;
  /** How many records show it, replies left out. */
  readonly records: number;
  /** How many replies show it. */
  readonly replies: number;
  /**
   * When it was seen first, as in RFC 3339.
   *
   * @default - the record has no times
   */
  readonly first?: string;
  /**
   * When it was seen last, as in RFC 3339.
   *
   * @default - the record has no times
   */
  readonly last?: string;
  /** The Services at whose addresses it was seen. */
  readonly services: string[];
  /** The names under which addresses were called. */
  readonly names: string[];
}

/** One rule of an advice. */
export interface AdvisedRule {
  /** Whether it is a rule of ingress or of egress. */
  readonly direction: TrafficDirection;
  /** The namespace of the policy. */
  readonly namespace: string;
  /** The name of the policy that it is part of. */
  readonly policy: string;
  /** The pods that the policy selects. */
  readonly pods: PeerSet;
  /** The pods at the other end; empty where it has none. */
  readonly peers: PeerSet[];
  /** The addresses at the other end, block by block; empty where it has none. */
  readonly addresses: AddressSet[];
  /** What it opens: `TCP 8080`. */
  readonly traffic: Traffic;
  /** What was seen of its traffic; the manifest says it in words. */
  readonly evidence: RuleEvidence;
  /** What a person should look at before it is used. */
  readonly check: string[];
}

/** How an invariant stands before an advice and with it. */
export interface AdvisedInvariant {
  /** Of the invariant. */
  readonly id: string;
  /** Its outcome before the advice. */
  readonly before: ProofOutcome;
  /** Its outcome with the advice. */
  readonly after: ProofOutcome;
}

/** Traffic between two ends that an advice opens or closes. */
export interface ComparedConnection {
  /**
   * `namespace/name[Kind]`.
   *
   * @default - the source is addresses outside the cluster
   */
  readonly source?: string;
  /**
   * `namespace/name[Kind]`.
   *
   * @default - the destination is addresses outside the cluster
   */
  readonly destination?: string;
  /**
   * The addresses outside the cluster; they are judged alike.
   *
   * @default - both ends are workloads
   */
  readonly addresses?: AddressSet;
  /** The traffic that is opened or closed: `TCP 8080`. */
  readonly traffic: Traffic;
}

/** What `netfence check` finds of the input with an advice, and not of the input alone. */
export interface AdvisedFinding {
  /** The id of the rule. */
  readonly rule: string;
  /** An error or a warning. */
  readonly severity: RuleSeverity;
  /** The object that it is about: `NetworkPolicy shop/web`. */
  readonly subject: string;
  /** What is so. */
  readonly message: string;
}

/** What was checked of the manifests that an advice shows, once they were loaded together with the input. */
export interface AdviceProof {
  /** How many wanted connections pass. */
  readonly admitted: number;
  /** How many are wanted. */
  readonly wanted: number;
  /** How many pairs of ends were compared before and after. */
  readonly compared: number;
  /** What is open and no rule of the advice says so. */
  readonly outside: ComparedConnection[];
  /** What passed before the advice, and does not with it. */
  readonly closed: ComparedConnection[];
  /** Recorded connections that passed before the advice, and do not with it. */
  readonly lost: AdvisedFlow[];
  /** Why not everything could be compared. */
  readonly unchecked: string[];
  /** The invariants that were to be kept. */
  readonly invariants: AdvisedInvariant[];
  /** What `netfence check` finds because of the advice. */
  readonly findings: AdvisedFinding[];
}

/** The smallest change that admits recorded traffic. */
export interface Advice {
  /** The files of the record. */
  readonly files: RecordedFile[];
  /** Namespaces that get a fence. */
  readonly fences: string[];
  /** The rules, each with its evidence. */
  readonly rules: AdvisedRule[];
  /** A chart with constructs of this package; empty where nothing is to be done. */
  readonly typescript: string;
  /** The manifests that the chart writes. */
  readonly yaml: string;
  /** How many wanted connections pass without a change. */
  readonly already: number;
  /** How many connections the record shows as denied, and no rule was wanted for. */
  readonly notWanted: number;
  /** Wanted connections that the advice does not admit. */
  readonly missed: MissedFlow[];
  /** Notes on the advice, in words. */
  readonly remarks: string[];
  /** What was checked, and what came of it. */
  readonly proof: AdviceProof;
}
