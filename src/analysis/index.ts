export * from './analysis';
export * from './results';
export { type BlastOptions, type BlastRadius, type ClosingEdge, type RadiusSize, type ReachedAddresses, type ReachedTarget, type ReachedWorkload } from './blast/blast-results';
export { type ChangeCause, type ChangedEdges, type IsolationChange, type ReachabilityDiff } from './diff/diff-results';
export {
  type EndExplanation, type ExplainedCase, type Explanation, type IsolationExplanation, type OpenedConnection, type ProposedChange,
  type TouchingPolicy, type TrafficExplanation,
} from './explain/explain-results';
export { type Exposure } from './exposure/exposure-results';
export {
  type ClosedNamespaceOptions, Invariant, type InvariantException, type InvariantOptions, type IsolatedPodsOptions, type ReadyMadeOptions,
} from './prove/invariant';
export { InvariantEnd } from './prove/invariant-ends';
export { type Counterexample, type ProofOptions, ProofOutcome, type ProofResult } from './prove/proof-results';
