export type { End, EngineInput, Reach } from './engine';
export { Engine } from './engine';
export type { Classes } from './classes';
export type { Outcome } from './outcomes';
export type { Outside, Pieces } from './outside';
export type { Row } from './rows';
export { countPairs } from './count';
export type { PairCounts } from './count';
