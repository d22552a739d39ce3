export { byStage, has, isBefore, isolates, isSameStage, resolve, stagesOf } from './compile';
export { matches, outcomeAt, Row } from './judge';
export type { Decision, NodeRelation, Outcome, Reach } from './judge';
export { reachCounts, countPairs, Engine, Adjacency, withAddressRegions, addressRegionsIn, podsOf, reasonsOf, representativesOf, unreadReason, breadthFirst } from './ask';
export type { AskedEnd, Certainty, End, EngineInput, RepresentativePod, BreadthFirst } from './ask';
