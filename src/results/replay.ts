import type { DecidingRule } from './deciding-rule';
import type { RecordedOutcome, ReplayStatus, TrafficDirection } from './enums';
import type { OpenedConnection } from './explanation';
import type { NeededFact } from './needed-fact';
import type { Verdict } from './reachability';
import type { Traffic } from './traffic';

/** The side that denies, and by what. */
export interface DenyingSide {
  /** `egress` = the source's, `ingress` = the destination's. */
  readonly direction: TrafficDirection;
  /** What decides there; empty where the record does not say which address it was. */
  readonly rules: DecidingRule[];
}

/** The smallest change that lets an edge pass. */
export interface ReplayChange {
  /** The change as constructs of this package. */
  readonly typescript: string;
  /** The change as manifests, or as rules to be added to one. */
  readonly yaml: string;
  /** All that it opens, the edge included. */
  readonly opens: OpenedConnection[];
}

/** One connection of the record, and how it is judged. */
export interface ReplayEdge {
  /** `namespace/name[Kind]`, or an address. */
  readonly source: string;
  /** `namespace/name[Kind]`, or an address. */
  readonly destination: string;
  /** The protocol and port: `TCP 8080`, `ICMPv4`. */
  readonly traffic: string;
  /** What the policies change about it. */
  readonly status: ReplayStatus;
  /** The verdict of the policies. */
  readonly verdict: Verdict;
  /**
   * The verdict of the old policies.
   *
   * @default - there are no old policies to compare with
   */
  readonly before?: Verdict;
  /** What the record says about it. */
  readonly recorded: RecordedOutcome;
  /** How many records show it, replies left out. */
  readonly records: number;
  /** How many replies show it. */
  readonly replies: number;
  /** How many connections were distinguished, 256 at most; 0 where the record does not distinguish them. */
  readonly connections: number;
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
  /** Why it is unknown, or not subject to NetworkPolicy. */
  readonly why: string[];
  /** The facts that would settle what is unknown; empty where no fact would. */
  readonly needs: NeededFact[];
  /** The sides that deny it; empty unless its status is `denied`. */
  readonly denies: DenyingSide[];
  /**
   * The smallest change that lets it pass.
   *
   * @default - it is not denied, no NetworkPolicy can open it, or more are denied than were to be looked at
   */
  readonly change?: ReplayChange;
  /** Notes on it, in words. */
  readonly notes: string[];
  /**
   * Why it is accepted.
   *
   * @default - it is not accepted
   */
  readonly ignored?: string;
}

/** An open connection that the record does not show. */
export interface UnseenEdge {
  /** `namespace/name[Kind]`, or an address. */
  readonly source: string;
  /** `namespace/name[Kind]`, or an address. */
  readonly destination: string;
  /** The traffic that is open: `TCP 8080`. */
  readonly traffic: Traffic;
  /** Whether other traffic of the two was seen. */
  readonly partly: boolean;
}

/** Events that the recorder lost. */
export interface LostEvents {
  /** Where they were lost, in the recorder's words. */
  readonly where: string;
  /** How many; 0 where the record does not say. */
  readonly events: number;
}

/** Records that were understood and show no connection. */
export interface SkippedRecords {
  /** What they are. */
  readonly what: string;
  /** How many there are. */
  readonly count: number;
}

/** Packets that were dropped for a reason that is no policy's. */
export interface DroppedPackets {
  /** The reason, in the recorder's words. */
  readonly reason: string;
  /** How many records there are of it. */
  readonly count: number;
}

/** Records that do not say whether they are replies. */
export interface UndirectedRecords {
  /** Those of connections that other records show. */
  readonly joined: number;
  /** Those that were decided by their ports. */
  readonly byPort: number;
  /** Those that were left out. */
  readonly undecided: number;
}

/** What the record covers, and what it cannot know. */
export interface ReplayCoverage {
  /**
   * The time of the first record, as in RFC 3339.
   *
   * @default - the record has no times
   */
  readonly first?: string;
  /**
   * The time of the last record, as in RFC 3339.
   *
   * @default - the record has no times
   */
  readonly last?: string;
  /** How many records were understood. */
  readonly records: number;
  /** How many of them are replies. */
  readonly replies: number;
  /** How many were there twice. */
  readonly duplicates: number;
  /** What the recorder lost. */
  readonly lost: LostEvents[];
  /** The nodes from which events are missing. */
  readonly missingNodes: string[];
  /** The clusters that the record names. */
  readonly clusters: string[];
  /** Records that show no connection. */
  readonly skipped: SkippedRecords[];
  /** Packets that were dropped for a reason that is no policy's. */
  readonly drops: DroppedPackets[];
  /** Records that do not say whether they are replies. */
  readonly undirected: UndirectedRecords;
  /** How many edges have an end that could not be found. */
  readonly unmapped: number;
  /** How many edges there are. */
  readonly edges: number;
  /** How many workloads the input has. */
  readonly workloads: number;
  /** Workloads that no record shows. */
  readonly unobserved: string[];
  /** Allowed by a rule, and never seen: candidates for tightening, 10,000 at most. */
  readonly unseen: UnseenEdge[];
  /** How many pairs are allowed by a rule and were never seen. */
  readonly unseenCount: number;
  /** How many pairs are open because neither end is isolated, and were never seen. */
  readonly openByDefault: number;
}

/** Records that were not understood for the same reason. */
export interface ReplayProblem {
  /** What is wrong with them. */
  readonly what: string;
  /** How many there are. */
  readonly count: number;
  /** The file of the first one. */
  readonly file: string;
  /** The line of the first one, from 1. */
  readonly line: number;
}

/** A file of recorded flows. */
export interface RecordedFile {
  /** The file, as it was named. */
  readonly file: string;
  /**
   * The form of its records: `hubble`, `csv`.
   *
   * @default - it could not be detected
   */
  readonly format?: string;
}

/** How policies judge recorded traffic. */
export interface Replay {
  /**
   * Whether definitely nothing breaks: nothing is denied (with old policies: nothing that they let through) and nothing is unknown, unless
   * it is accepted; all records and all manifests were understood, and the record is about these workloads.
   */
  readonly isSafe: boolean;
  /** Was there, and would be denied; with the side and the rules that deny it, and the smallest change that lets it pass. */
  readonly denied: ReplayEdge[];
  /** Was denied at the time, and would pass. */
  readonly opened: ReplayEdge[];
  /** It is undetermined whether it passes; with the reason. */
  readonly unknown: ReplayEdge[];
  /** Stays as it was. */
  readonly unaffected: ReplayEdge[];
  /** Not subject to policies: a node and its own pods, or no pod at either end. */
  readonly notPoliced: ReplayEdge[];
  /** What the record covers, what it lost, and what is open without having been seen. */
  readonly coverage: ReplayCoverage;
  /** Records that were not understood. */
  readonly problems: ReplayProblem[];
  /** Why the record as a whole is not conclusive: nothing of it fits the input, or it is empty. */
  readonly uncertainties: string[];
  /** Notes on the record, and on ignores that expired or match nothing. */
  readonly remarks: string[];
  /** The files of the record. */
  readonly files: RecordedFile[];
  /** Whether old policies were asked, too. */
  readonly compared: boolean;
}
