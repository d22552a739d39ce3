export { check, INTERNAL_ERROR } from './framework/check';
export type { CheckOptions } from './framework/check';
export { LintContext } from './framework/context';
export type { PlacedRule } from './framework/context';
export type { EngineFor, LintInput } from './framework/input';
export { RULES } from './framework/registry';
export type { LintRule, Report } from './framework/rule';
