export * from './analysis';
export * from './results';
export { type Exposure } from './exposure-results';
export {
  type ClosedNamespaceOptions, Invariant, type InvariantException, type InvariantOptions, type IsolatedPodsOptions, type ReadyMadeOptions,
} from './invariant';
export { InvariantEnd } from './invariant-ends';
export { type Counterexample, type ProofOptions, ProofOutcome, type ProofResult } from './proof-results';
