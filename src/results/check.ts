import type { Position } from '../model';
import type { NeededFact } from './needed-fact';
import type { InputProblem } from './problem';
import type { RuleSeverity } from './severity';
import type { Traffic } from './traffic';

/** Something that a rule found. */
export interface CheckFinding {
  /** The id of the rule; `internal-error` where a rule threw an error: the run is then not clean. */
  readonly rule: string;
  /** How severe it is, the configuration's levels applied. */
  readonly severity: RuleSeverity;
  /** What is so. */
  readonly message: string;
  /**
   * All traffic between the ends that the message names which it is about.
   * @default - the message says it all
   */
  readonly traffic?: Traffic;
  /**
   * How many more pairs of pods of the same two groups the finding stands for.
   * @default 0
   */
  readonly morePairs?: number;
  /**
   * What it follows from, such as a selector that no pod matches: the same for all findings that have this cause.
   * @default - it is known of no other finding
   */
  readonly cause?: string;
  /** Why it matters. */
  readonly why: string;
  /** What to change. */
  readonly fix: string;
  /** `NetworkPolicy production/api`, or another thing of the input. */
  readonly subject: string;
  /** `spec.ingress[0]`; empty for the object as a whole. */
  readonly field: string;
  /**
   * The connection that shows it, and its verdict: `production/api[Deployment] -> kube-system/kube-dns[Deployment] TCP 53: denied`.
   * @default - it is about no connection
   */
  readonly witness?: string;
  /**
   * The field in the manifest.
   * @default - it has no place
   */
  readonly place?: Position;
  /**
   * The path of the construct that wrote the object.
   * @default - no construct of this program did
   */
  readonly construct?: string;
  /**
   * The line of the program that made the construct.
   * @default - it is not known
   */
  readonly source?: Position;
  /** The same for the same mistake, wherever in its file it stands. */
  readonly fingerprint: string;
  /**
   * The address of the rule's page.
   * @default - the page among those of this package
   */
  readonly page?: string;
}

/** A rule that ran. */
export interface CheckedRule {
  /** Its name in configurations, ignores and baselines. */
  readonly id: string;
  /** How severe its findings are, the configuration's levels applied. */
  readonly severity: RuleSeverity;
  /** What it finds, in one sentence. */
  readonly summary: string;
  /** Why it matters. */
  readonly why: string;
  /**
   * The address of its page.
   * @default - the page among those of this package
   */
  readonly page?: string;
}

/** Answers that are unknown because of a fact that neither the input nor the facts tell. */
export interface MissingFacts {
  /** How many answers: ordered pairs of workloads, and of workloads and the addresses outside in one direction. */
  readonly answers: number;
  /** What would settle them, with how many of them; what settles most is first. One answer may need several. */
  readonly facts: MissingFact[];
}

/** A fact that would settle answers. */
export interface MissingFact extends NeededFact {
  /** How many answers depend on it. */
  readonly answers: number;
}

/**
 * What rules say nothing about. Without workloads, policies are judged by a pod that is assumed for each selector; with some, no pod is assumed,
 * and policies of namespaces without pods are judged by what is written in them alone.
 */
export interface NotJudged {
  /** The rules that need pods of the input; none where it has some. */
  readonly rules: string[];
  /**
   * `NetworkPolicy production/api`: the policies that are judged in part, because further labels or ports of their pods or peers may decide the
   * rest, or because the input has no pod of their namespaces.
   */
  readonly policies: string[];
}

/** What the rules found. */
export interface CheckResult {
  /** The worst first. */
  readonly findings: CheckFinding[];
  /** What was not understood of the input, or reads oddly. */
  readonly problems: InputProblem[];
  /** The rules that ran. */
  readonly rules: CheckedRule[];
  /** How many findings are in the baseline of the configuration, and not among `findings`. */
  readonly known: number;
  /** How many findings are ignored with a reason, and not among `findings`. */
  readonly ignored: number;
  /**
   * The answers that would be known with further facts.
   * @default - none
   */
  readonly missingFacts?: MissingFacts;
  /**
   * What was not judged, because the input has no workloads, or none of the namespaces of some policies.
   * @default - the input has pods of the namespaces of all policies
   */
  readonly notJudged?: NotJudged;
}
