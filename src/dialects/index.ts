export { decode } from './decode';
export type { Decoded, DecodeOptions } from './decode';
export type { ManifestObject } from './lists';
export { DIALECTS } from './registry';
export { Draft } from './dialect';
export type { Channel, Dialect, RefusedPolicies, Scope, Settings } from './dialect';
