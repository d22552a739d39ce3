import type { Severity } from '../model';
import type { ReachabilityDiff } from './diff';
import type { Isolation } from './enums';
import type { Explanation } from './explanation';
import type { Exposure } from './exposure';
import type { InputProblem } from './problem';
import type { ProofResult } from './proof';
import type { AnalysisStatistics } from './reachability';
import type { RuleRegister } from './report-register';
import type { Traffic } from './traffic';

/** What a file is to a report. */
export type InputRole = 'manifests' | 'flows' | 'invariants' | 'old' | 'live';

/** A file that a report is about. */
export interface ReportInput {
  readonly role: InputRole;
  /** As the user named it; `-` for standard input. */
  readonly file: string;
  /** In bytes. */
  readonly size: number;
  /** Of its bytes, in hexadecimal digits. */
  readonly sha256: string;
}

/** The commit of the folder in which a report was made. */
export interface ReportCommit {
  readonly id: string;
  /** Whether files of the input differ from the commit, or are not in it. */
  readonly isChanged: boolean;
}

/** What a report is about and rests on. */
export interface ReportCover {
  readonly title: string;
  /** The day for which it is made: `2027-01-31`. */
  readonly date: string;
  /** Of this package. */
  readonly version: string;
  /** The network agent whose enforcement is assumed; `spec` is the specification alone. */
  readonly agent: string;
  /** Where the behaviour of the agent is documented or measured. */
  readonly agentSource: string;
  readonly inputs: readonly ReportInput[];
  /** @default - git knows none for the input */
  readonly commit?: ReportCommit;
  /** What is stated about the cluster: the field, and where it is stated. */
  readonly facts: readonly { readonly field: string; readonly source: string }[];
  /** What was not understood, then what reads oddly; of the states that are compared, too. */
  readonly problems: readonly InputProblem[];
  /** Kinds that are not known, and how many objects of each there are. */
  readonly unknownKinds: readonly { readonly kind: string; readonly objects: number }[];
  /** What else makes the answers incomplete. */
  readonly remarks: readonly string[];
}

/** How many of some pods are isolated in one direction. */
export interface IsolationCount {
  readonly isolated: number;
  /** Pods of workloads of which some pods only are isolated. */
  readonly partly: number;
  readonly unknown: number;
  readonly notIsolated: number;
}

/** What is denied by default in a namespace. */
export interface NamespaceDefault {
  readonly namespace: string;
  readonly pods: number;
  readonly ingress: IsolationCount;
  readonly egress: IsolationCount;
  /** Workloads on the host network, where most agents apply no policy: `namespace/name[Kind]`. */
  readonly hostNetwork: readonly string[];
  /** Workloads that are not definitely isolated both ways. */
  readonly open: readonly { readonly workload: string; readonly ingress: Isolation; readonly egress: Isolation }[];
}

/** A finding of `check`. */
export interface ReviewFinding {
  readonly rule: string;
  readonly severity: Severity;
  readonly subject: string;
  readonly message: string;
  readonly fix: string;
  readonly file?: string;
  readonly line?: number;
}

/** A finding that is accepted. */
export interface ReviewIgnore {
  readonly rules: readonly string[];
  readonly reason: string;
  /** The last day on which it holds. @default - it always holds */
  readonly until?: string;
  readonly isExpired: boolean;
  readonly where: string;
}

/** What a review of the rules looks at. */
export interface ReportReview {
  /** About policies and rules without effect; errors first. */
  readonly findings: readonly ReviewFinding[];
  /** All others; errors first. */
  readonly otherFindings: readonly ReviewFinding[];
  /** How many findings of all rules there are. */
  readonly counts: Readonly<Record<Severity, number>>;
  readonly ignores: readonly ReviewIgnore[];
  /** Since the last review. @default - no old state was given */
  readonly changes?: ReachabilityDiff;
}

/** What answers a clause: a proof, or a part of the report. */
export type ClauseEvidence = 'proof' | 'register' | 'review' | 'picture' | 'default';

/**
 * What was found about a clause. `not asked`: no namespace was named for it; `see part`: a part of the report is the evidence, and people judge it.
 */
export type ClauseOutcome = 'proved' | 'refuted' | 'unknown' | 'not applicable' | 'not asked' | 'see part';

/** A clause of a standard, and what was found about it. */
export interface ReportClause {
  /** `pci-1.3.1`. */
  readonly id: string;
  /** `PCI DSS v4.0.1, 1.3.1`. */
  readonly title: string;
  /** The address of the standard. */
  readonly source: string;
  /** What it asks for, in our words. */
  readonly sentence: string;
  readonly outcome: ClauseOutcome;
  readonly evidence: ClauseEvidence;
  readonly proofs: readonly ProofResult[];
  /** What the outcome does not show. */
  readonly limits: string;
}

/** Two ends for which a cell holds, as `netfence explain` takes them. */
export interface ZoneExample {
  readonly source: string;
  readonly destination: string;
  /** `denied`: a record shows it, and the policies would deny it. */
  readonly shows: 'allowed' | 'unknown' | 'denied';
  /** What passes between them, or may, or was seen. */
  readonly traffic: Traffic;
}

/** Why a cell says what it says, or why nothing passes where there is none. */
export interface ZoneExplanation {
  /** The namespace that is shown apart. @default - the cell is one of the zones */
  readonly namespace?: string;
  readonly source: string;
  readonly destination: string;
  /** Of two ends each; empty where only the rules of the pair of namespaces are told. */
  readonly examples: readonly Explanation[];
}

/** Traffic between two ends: namespaces, zones outside of them by a name in parentheses such as `(internet)`, or workloads by their labels. */
export interface ZoneCell {
  readonly source: string;
  readonly destination: string;
  /** What is allowed for some pair. */
  readonly allowed: Traffic;
  /** What is unknown for some pair. */
  readonly unknown: Traffic;
  /** What a record shows of the allowed and the unknown. @default - nothing, or no record was given */
  readonly seen?: Traffic;
  /** What a record shows that the policies would deny. @default - nothing, or no record was given */
  readonly denied?: Traffic;
  /** Some pairs that show it: those that add traffic to the ones before them. @default - none is known */
  readonly examples?: readonly ZoneExample[];
}

/** Who reaches whom in one namespace, and from and to the zones around it. */
export interface ZoneDetail {
  readonly namespace: string;
  /** Its workloads that are judged alike, by their labels; in cells, the first label stands for the group. */
  readonly groups: readonly (readonly string[])[];
  readonly cells: readonly ZoneCell[];
}

/** Who reaches whom, by zones: namespaces, and what is outside of them. */
export interface ZoneMatrix {
  readonly namespaces: readonly string[];
  /** `(internet)`, `(other networks)`, and `(nodes)` where something is known of them. */
  readonly others: readonly string[];
  /** The namespaces of the cardholder data environment. */
  readonly marked: readonly string[];
  /** Whether a record was given, so that what has no `seen` was never seen in it. */
  readonly isRecorded: boolean;
  /** Those with traffic that is allowed, unknown or recorded. */
  readonly cells: readonly ZoneCell[];
  /** Of namespaces with few enough groups, each apart. */
  readonly details: readonly ZoneDetail[];
  /** Namespaces of one pod, which have no pair of pods. @default - none */
  readonly onePod?: readonly string[];
  /** Those of `others` of which only the record tells. @default - none */
  readonly recordedOnly?: readonly string[];
  /** Why namespaces are compared as a whole, without examples and without those that are shown apart. @default - they are not */
  readonly coarse?: string;
  /** Why it is not worked out. @default - it is */
  readonly leftOut?: string;
}

/** What is open to pods that do not exist yet. */
export interface ReportExposure {
  /** At most as many as a report lists. */
  readonly lines: readonly Exposure[];
  /** How many of the workloads were asked until there were as many lines. @default - all of them were */
  readonly limited?: { readonly asked: number; readonly workloads: number };
  /** Why some may be missing. @default - none are */
  readonly incomplete?: string;
  /** Why it is not judged at all. @default - it is */
  readonly notJudged?: string;
}

/** The numbers of a report. */
export interface ReportSummary extends AnalysisStatistics {
  readonly ingress: IsolationCount;
  readonly egress: IsolationCount;
}

/** All that a report says. */
export interface Report {
  readonly cover: ReportCover;
  /** Whether all of the input was understood; where not, no part counts as complete. */
  readonly isUnderstood: boolean;
  readonly summary: ReportSummary;
  readonly zones: ZoneMatrix;
  /** Of the cells between zones, then of the most important others. */
  readonly explanations: readonly ZoneExplanation[];
  /** Where the construct behind a policy stands in its app, by the policy: `NetworkPolicy shop/web`. */
  readonly constructs: Readonly<Record<string, string>>;
  readonly register: RuleRegister;
  readonly review: ReportReview;
  readonly clauses: readonly ReportClause[];
  /** The invariants of the user. */
  readonly invariants: readonly ProofResult[];
  readonly defaults: readonly NamespaceDefault[];
  readonly exposure: ReportExposure;
  /** From the input to the state of the cluster. @default - no state of the cluster was given */
  readonly drift?: ReachabilityDiff;
}
