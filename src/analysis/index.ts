export * from './analysis';
export * from './results';
export type { BlastOptions } from './blast/blast-options';
export type { BlastRadius, ClosingEdge, RadiusSize, ReachedAddresses, ReachedTarget, ReachedWorkload } from '../report/blast-result';
export { type CheckFinding, type CheckOptions, type CheckResult } from './check/check-results';
export * from './check/own-rule';
export type { ChangeCause, ChangedEdges, IsolationChange, ReachabilityDiff } from '../report/diff-result';
export {
  type EndExplanation, type ExplainedCase, type Explanation, type OpenedConnection, type ProposedChange, type TrafficExplanation,
} from './explain/explain-results';
export type { IsolationExplanation, TouchingPolicy } from '../report/isolation-result';
export { type Exposure } from './exposure/exposure-results';
export {
  type ClosedNamespaceOptions, Invariant, type InvariantException, type InvariantOptions, type IsolatedPodsOptions, type ReadyMadeOptions,
} from './prove/invariant';
export { InvariantEnd } from './prove/invariant-ends';
export type { AdviceOptions } from './advise/advice-options';
export type { Advice, AdvisedFlow, AdvisedInvariant, AdvisedRule, AdviceProof, MissedFlow } from '../report/advice-result';
export type { DecidingRule } from '../report/deciding-rule';
export type {
  DenyingSide, DroppedPackets, LostEvents, RecordedFile, ReplayChange, ReplayCoverage, ReplayEdge, ReplayProblem,
  SkippedRecords, UndirectedRecords, UnseenEdge,
} from '../report/replay-result';
export { RecordedTraffic, type RecordedTrafficOptions } from './replay/recorded-traffic';
export type { ReplayOptions } from './replay/replay-options';
export type { Replay } from './replay/replay-results';
export { type Counterexample, type ProofOptions, ProofOutcome, type ProofResult } from './prove/proof-results';
