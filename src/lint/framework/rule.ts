import type { FieldPath, Origin, Severity, Witness } from '../../model';
import type { LintContext } from './context';

/** What a rule says about one place. */
export interface Report {
  /** What is so: lower case, no final stop, input in backticks. */
  readonly message: string;
  /** What to change. */
  readonly fix: string;
  /** @default - the rule's own */
  readonly severity?: Severity;
  readonly origin?: Origin;
  /** The field of the object. @default - the origin's own */
  readonly path?: FieldPath;
  /** What it is about, where it is no object. @default - the origin's label */
  readonly subject?: string;
  /** Required of rules about edges. */
  readonly witness?: Witness;
}

/** One check. Pure: it asks the context and reports. */
export interface LintRule {
  /** The name of its file, its page and its test. */
  readonly id: string;
  readonly severity: Severity;
  /** Whether each finding rests on a connection that the engine judged. */
  readonly edge: boolean;
  /** One line for lists. */
  readonly summary: string;
  /** Why it matters: lower case, no final stop. */
  readonly why: string;
  /** The address of its page. @default - the one among our own */
  readonly page?: string;
  check(context: LintContext): Iterable<Report>;
}
