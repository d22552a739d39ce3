export { matchers } from './matchers';
export type { Snapshot, TableOptions } from './matchers';
export type { AdmittingOptions } from './flows';
export type { ProvingOptions, Statable } from './proofs';
export type { FindingsOptions } from './findings';
export type { JudgingOptions } from './subject';
export type { NetfenceMatchers } from './types';
