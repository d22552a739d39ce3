export { LabelExpression } from './label-expression';
export { Peer } from './peer';
export { PodSelector, type PodSelectorOptions } from './pod-selector';
export { Port } from './port';
