export { byStage, has, isBefore, isolates, isSameStage, resolve, stagesOf } from './compile';
export { matches, outcomeAt, Row } from './judge';
export type { Decision, NodeRelation, Outcome, Reach } from './judge';
export { allRadii, countPairs, Engine, Hops, placed, placesIn, podsOf, reasonsOf, strangersOf, walk } from './ask';
export type { AskedEnd, Certainty, End, EngineInput, Stranger, Walk } from './ask';
