export * from './analysis';
export * from './results';
export { type BlastOptions, type BlastRadius, type ClosingEdge, type RadiusSize, type ReachedAddresses, type ReachedTarget, type ReachedWorkload } from './blast-results';
export { type ChangeCause, type ChangedEdges, type IsolationChange, type ReachabilityDiff } from './diff-results';
export {
  type EndExplanation, type ExplainedCase, type Explanation, type IsolationExplanation, type OpenedConnection, type ProposedChange,
  type TouchingPolicy, type TrafficExplanation,
} from './explain-results';
export { type Exposure } from './exposure-results';
export {
  type ClosedNamespaceOptions, Invariant, type InvariantException, type InvariantOptions, type IsolatedPodsOptions, type ReadyMadeOptions,
} from './invariant';
export { InvariantEnd } from './invariant-ends';
export { type Counterexample, type ProofOptions, ProofOutcome, type ProofResult } from './proof-results';
