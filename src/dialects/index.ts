export { decode } from './decode';
export { describe } from './describe';
export type { Decoded, DecodeOptions } from './decode';
export type { ManifestObject } from './lists';
export type { Manifest } from './manifest';
export type { EncodablePolicy, LabelledPods, OverridingEncoder, OverridingRule } from './encoder';
export { DIALECTS, ISOLATING_ENCODER, overridingEncoderOf } from './registry';
export { stateFacts } from './state-facts';
export { withoutTemplateHash } from './workloads/owner';
