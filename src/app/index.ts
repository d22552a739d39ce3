export type { AppModel, Deferred } from './app-model';
export { appModelOf } from './app-model-of';
export type { CheckLevel, CheckSettings } from './checks/settings';
export type { Isolation } from './isolation';
export { DenyOrder } from './order/deny-order';
export type { PolicyContent, PolicyMetadata, PolicyObject } from './policy-object';
export { isWorkload, workloadsOf } from './workloads';
