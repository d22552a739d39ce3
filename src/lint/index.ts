export { assumedPods, check, INTERNAL_ERROR } from './framework/check';
export type { LintOptions } from './framework/check';
export { RULES } from './framework/registry';
export type { LintRule, Report } from './framework/rule';
