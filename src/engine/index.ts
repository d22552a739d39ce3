export { byStage, has, isBefore, isolates, isRefused, reads, isSameStage, matchNamespace, matchPod, resolve, stagesOf, worldsOf } from './compile';
export type { Application } from './compile';
export { matches, outcomeAt, Row } from './judge';
export type { Decision, NodeRelation, Outcome, Reach } from './judge';
export {
  assumedNamespace, labelsFor, withAssumedPods, closingNames, reachCounts, countPairs, Engine, Adjacency, withAddressRegions, addressRegionsIn,
  podsOf, isolatingAmong, isolationOfClass, judgedPolicies, nodeRelation, reachOfSeveral, agentReason, causesOf, reasonsOf, representativesOf,
  unreadReason,
  breadthFirst,
} from './ask';
export type {
  AddressHolder,
  AskedEnd,
  AssumedPods,
  Certainty,
  End,
  EngineInput,
  Isolating,
  RepresentativePod,
  BreadthFirst,
  UnknownCause,
  UnstatedFact,
} from './ask';
