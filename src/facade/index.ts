export * from './analysis';
export * from '../results/reachability';
export type { BlastOptions } from './blast-options';
export type { BlastRadius, ClosingEdge, RadiusSize, ReachedAddresses, ReachedTarget, ReachedWorkload } from '../results/blast';
export type { Position } from '../model/position';
export * from '../results/traffic';
export type { CheckedRule, CheckFinding, CheckResult } from '../results/check';
export * from '../results/severity';
export type { InputProblem } from '../results/problem';
export type { AnalysisOptions } from './analysis-options';
export type { ManifestInfo, RuleFinding, RuleWitness } from './rule';
export type { ChangeCause, ChangedEdges, IsolationChange, ReachabilityDiff } from '../results/diff';
export {
  type EndExplanation, type ExplainedCase, type Explanation, type OpenedConnection, type ProposedChange, type TrafficExplanation,
} from '../results/explanation';
export type { IsolationExplanation, TouchingPolicy } from '../results/isolation';
export { type Exposure } from '../results/exposure';
export {
  type ClosedNamespaceOptions, Invariant, type InvariantException, type InvariantOptions, type IsolatedPodsOptions, type ReadyMadeOptions,
} from './invariant';
export { InvariantEnd } from './invariant-end';
export type { AdviceOptions } from './advise-options';
export type { Advice, AdvisedFlow, AdvisedInvariant, AdvisedRule, AdviceProof, MissedFlow } from '../results/advice';
export type { DecidingRule } from '../results/deciding-rule';
export type {
  DenyingSide, DroppedPackets, LostEvents, RecordedFile, Replay, ReplayChange, ReplayCoverage, ReplayEdge, ReplayProblem,
  SkippedRecords, UndirectedRecords, UnseenEdge,
} from '../results/replay';
export { RecordedTraffic, type RecordedTrafficOptions } from './recorded-traffic';
export { type Counterexample, ProofOutcome, type ProofResult } from '../results/proof';
export type { ProofOptions } from './prove-options';
