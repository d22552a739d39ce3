import type { AdvisedFinding, AdvisedRule, MissedFlow } from './advice';
import type { ReachabilityDiff } from './diff';
import type { Replay } from './replay';

/** What a step of a rollout is. */
export type PlanKind =
  /** Nothing changes: what the record shows, and what it cannot know. */
  | 'observe'
  /** A deny for one namespace, on paper only: what it would break. */
  | 'paper'
  /** The fence with what the record needs, on paper still: nothing may break. */
  | 'allow'
  /** The same fence in the cluster. */
  | 'enforce'
  /** Only what was seen stays open inside of the namespace, too. */
  | 'tighten';

/** One step from an open cluster to a fenced one. */
export interface PlanStep {
  readonly number: number;
  readonly kind: PlanKind;
  /** Empty for the first step, which is about the whole cluster. */
  readonly namespace: string;
  /** Whether the step changes the cluster. */
  readonly applied: boolean;
  /** What is run; empty where nothing changes. */
  readonly commands: readonly string[];
  /** What takes the step back. */
  readonly undo: readonly string[];
  readonly file: string;
  readonly yaml: string;
  /** The names of its policies. */
  readonly policies: readonly string[];
  readonly typescript: string;
  /** What the policies open, each with its evidence. */
  readonly rules: readonly AdvisedRule[];
  /** The verdicts of the recorded traffic. */
  readonly replay: Replay;
  /** What changes for all, recorded or not, next to the step before; absent where nothing does. */
  readonly diff?: ReachabilityDiff;
  readonly missed: readonly MissedFlow[];
  /** What `netfence check` finds because of the step. */
  readonly findings: readonly AdvisedFinding[];
  readonly remarks: readonly string[];
}

/** The way from an open cluster to fenced namespaces. */
export interface Plan {
  readonly steps: readonly PlanStep[];
}
