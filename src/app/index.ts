export { appModelOf } from './app-model-of';
export { AppSynthesizer } from './session/synth-app';
export type { Isolation } from './isolation';
export { DenyOrder } from './order/deny-order';
export { type PolicyContent, PolicyValue } from './policy-value';
export { readPolicy, renderPolicy } from './render-policy';
export { podTemplatesOf, readObjects, type ReadObject } from './pod-templates';
export { isWorkload, workloadsOf } from './workloads';
