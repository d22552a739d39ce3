import type { RuleEffect, TrafficDirection } from './enums';

/** A rule or policy that contributed to the verdict. */
export interface DecidingRule {
  /** `egress` = at the source, `ingress` = at the destination. */
  readonly direction: TrafficDirection;
  /** What it does with the packet. */
  readonly effect: RuleEffect;
  /**
   * What its language calls that, where it says more: `Reject` denies and tells the sender.
   *
   * @default - nothing more
   */
  readonly verb?: string;
  /** `NetworkPolicy production/api`. */
  readonly policy: string;
  /**
   * The field of the rule: `spec.ingress[0]`.
   *
   * @default - the policy as a whole has the effect
   */
  readonly field?: string;
  /**
   * The file, as it was named.
   *
   * @default - the input has no files
   */
  readonly file?: string;
  /**
   * The line, from 1.
   *
   * @default - the input has no files
   */
  readonly line?: number;
  /**
   * Why the rule exists, in its author's words.
   *
   * @default - no reason is given
   */
  readonly reason?: string;
}
