import type { FieldPath, Origin, Severity, Witness } from '../../model';
import type { TrafficSet } from '../../sets';
import type { LintContext } from './context';

/** What a rule reports about one place. */
export interface Report {
  /** The mistake: lower case, no final stop, user input in backticks. */
  readonly message: string;
  /** All traffic between the ends that the message names which it is about. */
  readonly traffic?: TrafficSet;
  /** How many more pairs of pods it stands for. @default 0 */
  readonly morePairs?: number;
  /**
   * What it follows from, where findings of several rules or objects follow from it: one change fixes them all, and people see them as one.
   * @default - the finding is alone
   */
  readonly cause?: string;
  /** What to change. */
  readonly fix: string;
  /** @default - the rule's own */
  readonly severity?: Severity;
  readonly origin?: Origin;
  /** The field of the object. @default - the origin's own */
  readonly path?: FieldPath;
  /** What the report is about, if it is not an object. @default - the origin's label */
  readonly subject?: string;
  /** Required of rules about edges. */
  readonly witness?: Witness;
}

/** One check. A pure function: it asks the context and reports. */
export interface LintRule {
  /** The name of its file, its page and its test. */
  readonly id: string;
  readonly severity: Severity;
  /** Whether each finding has a connection as witness that the engine evaluated. */
  readonly edge: boolean;
  /**
   * What its findings follow from, if they are as true of a pod that is assumed for a selector: one rule of a policy, all policies of the pod that
   * the policy selects, or those of its peers, too. Such a rule asks neither which ports pods have nor whether there are any.
   * @default - it says nothing where the input has no workloads
   */
  readonly assumes?: 'one rule' | 'own policies' | 'all policies';
  /** One line for lists. */
  readonly summary: string;
  /** Why it matters: lower case, no final stop. */
  readonly why: string;
  /** The address of its page. @default - the page in `docs/rules` */
  readonly page?: string;
  check(context: LintContext): Iterable<Report>;
}
