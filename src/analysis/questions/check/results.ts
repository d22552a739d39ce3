import type { CheckReport, ReportedFinding } from '../../../report/findings/finding';
import type { IRule, RuleSeverity } from './own-rule';

/** How an analysis is checked. */
export interface CheckOptions {
  /**
   * Rules of your own, beside those of netfence and of the configuration.
   * @default - none
   */
  readonly rules?: IRule[];
  /**
   * The configuration file, with levels and ignores.
   * @default - `.netfence.yaml` in the current folder, if there is one
   */
  readonly config?: string;
  /**
   * The network plugin of the cluster, such as `calico` or `flannel`.
   * @default - the one of the analysis; else the one of the configuration file; else the words of the API
   */
  readonly cni?: string;
  /**
   * The day by which ignores and baselines are judged, such as `2027-01-31`.
   * @default - today
   */
  readonly today?: string;
}

/** What the rules found. */
export interface CheckResult {
  /** The worst first. */
  readonly findings: CheckFinding[];
  /** How many findings are in the baseline of the configuration, and not among `findings`. */
  readonly known: number;
  /** How many findings are ignored with a reason, and not among `findings`. */
  readonly ignored: number;
}

/** Something that a rule found. */
export interface CheckFinding {
  /** The id of the rule; `internal-error` where a rule fell over: nothing is clean then. */
  readonly rule: string;
  /** How severe it is, the configuration's levels applied. */
  readonly severity: RuleSeverity;
  /** What is so. */
  readonly message: string;
  /** Why it matters. */
  readonly why: string;
  /** What to change. */
  readonly fix: string;
  /** `NetworkPolicy production/api`, or another thing of the input. */
  readonly object: string;
  /** `spec.ingress[0]`; empty for the object as a whole. */
  readonly field: string;
  /**
   * The connection that shows it, and what becomes of it.
   * @default - it is about no connection
   */
  readonly witness?: string;
  /**
   * The file, as it was named.
   * @default - it has no place
   */
  readonly file?: string;
  /**
   * The line, from 1.
   * @default - it has no place
   */
  readonly line?: number;
  /**
   * The path of the construct that wrote the object.
   * @default - no construct of this program did
   */
  readonly construct?: string;
  /** The same for the same mistake, wherever in its file it stands. */
  readonly fingerprint: string;
}

/** A report as the result of the facade. */
export function checkResultOf({ findings, known, ignored }: CheckReport): CheckResult {
  return { findings: findings.map(resultOf), known, ignored };
}

function resultOf({ rule, severity, message, why, fix, subject, field, witness, place, construct, fingerprint }: ReportedFinding): CheckFinding {
  return {
    rule,
    severity: severity as RuleSeverity,
    message,
    why,
    fix,
    object: subject,
    field,
    ...(witness !== undefined && { witness }),
    ...(place && { file: place.file, line: place.line }),
    ...(construct !== undefined && { construct }),
    fingerprint,
  };
}
