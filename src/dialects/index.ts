export { decode } from './decode';
export { describe } from './describe';
export type { Decoded, DecodeOptions } from './decode';
export type { ManifestObject } from './lists';
export type { Manifest } from './manifest';
export { DIALECTS } from './registry';
export { withoutTemplateHash } from './workloads/owner';
export { Draft } from './dialect';
export type { Dialect, RefusedPolicies, Scope, Settings } from './dialect';
