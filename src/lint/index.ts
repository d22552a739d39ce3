export { check, INTERNAL_ERROR } from './check';
export type { CheckOptions } from './check';
export { LintContext } from './context';
export type { PlacedRule } from './context';
export type { EngineFor, LintInput } from './input';
export { RULES } from './registry';
export type { LintRule, Report } from './rule';
