/** What becomes of recorded traffic: how each edge stands. */
export type ReplayStatus =
  /** Was there, and would be denied. */
  | 'denied'
  /** Was denied, and would pass. */
  | 'opened'
  /** Nobody can say. */
  | 'unknown'
  /** No matter of policies: a node, or no pod at either end. */
  | 'apart'
  /** As before. */
  | 'unaffected';

/** What the record says of an edge; `mixed`: sometimes passed, sometimes denied. */
export type Recorded = 'passed' | 'denied' | 'audited' | 'mixed' | 'failed' | 'seen';

export type ReplayVerdict = 'allowed' | 'denied' | 'unknown';

export interface ReplayRule {
  readonly effect: string;
  readonly policy: string;
  readonly field?: string;
  readonly file?: string;
  readonly line?: number;
  readonly reason?: string;
}

/** The side that denies, and by what. */
export interface DenyingSide {
  readonly direction: 'egress' | 'ingress';
  readonly rules: readonly ReplayRule[];
}

export interface ReplayChange {
  readonly typescript: string;
  readonly yaml: string;
  /** What else it opens: `source => destination : traffic`. */
  readonly opens: readonly string[];
}

/** One connection of the record, and what becomes of it. */
export interface ReplayEdge {
  readonly source: string;
  readonly destination: string;
  /** `TCP 8080`, `ICMPv4`. */
  readonly traffic: string;
  readonly status: ReplayStatus;
  readonly verdict: ReplayVerdict;
  /** What the old policies make of it, where there are some. */
  readonly before?: ReplayVerdict;
  readonly recorded: Recorded;
  readonly records: number;
  readonly replies: number;
  /** How many connections were told apart; 0 where the record does not. */
  readonly connections: number;
  /** RFC 3339; absent where the record has no times. */
  readonly first?: string;
  readonly last?: string;
  /** Why it is unknown, or apart. */
  readonly why: readonly string[];
  readonly denies: readonly DenyingSide[];
  readonly change?: ReplayChange;
  readonly notes: readonly string[];
  /** Why somebody accepts it. */
  readonly ignored?: string;
}

/** An open connection that the record does not show. */
export interface UnseenEdge {
  readonly source: string;
  readonly destination: string;
  readonly traffic: string;
  /** Whether other traffic of the two was seen. */
  readonly partly: boolean;
}

/** What the record covers, and what it cannot know. */
export interface ReplayCoverage {
  readonly first?: string;
  readonly last?: string;
  readonly records: number;
  readonly replies: number;
  readonly duplicates: number;
  readonly lost: readonly { readonly where: string; readonly events: number }[];
  readonly missingNodes: readonly string[];
  readonly clusters: readonly string[];
  readonly skipped: readonly { readonly what: string; readonly count: number }[];
  /** Packets that were dropped for a reason that is no policy's. */
  readonly drops: readonly { readonly reason: string; readonly count: number }[];
  readonly undirected: { readonly joined: number; readonly byPort: number; readonly undecided: number };
  /** Edges with an end that could not be found, and all edges. */
  readonly unmapped: number;
  readonly edges: number;
  readonly workloads: number;
  /** Workloads that no record shows. */
  readonly unobserved: readonly string[];
  /** Allowed by a rule, and never seen: candidates for tightening. */
  readonly unseen: readonly UnseenEdge[];
  readonly unseenCount: number;
  /** Pairs that are open because neither end is isolated, and were never seen. */
  readonly openByDefault: number;
}

export interface ReplayProblem {
  readonly what: string;
  readonly count: number;
  readonly file: string;
  readonly line: number;
}

export interface ReplayResult {
  readonly files: readonly { readonly file: string; readonly format?: string }[];
  readonly edges: readonly ReplayEdge[];
  readonly coverage: ReplayCoverage;
  readonly problems: readonly ReplayProblem[];
  /** Ignores that are over, or that meet nothing. */
  readonly remarks: readonly string[];
  readonly compared: boolean;
}

/** Whether an edge counts as broken: with old policies, only what they let through. */
export function isBroken({ status, before, ignored }: ReplayEdge): boolean {
  return status === 'denied' && before !== 'denied' && ignored === undefined;
}
