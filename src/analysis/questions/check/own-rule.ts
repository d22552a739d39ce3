import type { Manifest } from '../../../dialects';
import type { AnalysisSession } from '../../session/session';

/** A rule that does not come with the package, as a program or a module states it; `ruleMistake` checks its shape. */
export interface StatedRule {
  readonly id: string;
  readonly severity: string;
  readonly summary: string;
  readonly why: string;
  readonly page?: string;
  check(input: any): unknown;
}

/** The same rule, ready to run: it asks a session. */
export interface OwnRule extends StatedRule {
  check(input: OwnRuleInput): unknown;
}

/** What such a rule may ask. */
export interface OwnRuleInput {
  /** Judged as the network plugin of the run enforces policies, where it was measured. */
  readonly session: AnalysisSession;
  /** The objects of the input, of all kinds, in their order. */
  readonly objects: readonly Manifest[];
  readonly cni?: string;
}
