export type { Entity, FlowFormat, ObservedEnd, ObservedFlow, ObservedOutcome, Sink } from './observation';
export type { EdgeRecord, ObservedEdge } from './edges';
export type { Undirected } from './undirected';
export type { Parse } from './intake';
export { FLOW_FORMATS } from './formats/registry';
export { Intake } from './intake';
export { Recording } from './recording';
