export type { ErrorCode, ProblemCode } from './codes';
export { fail, NetfenceError, withFix } from './netfence-error';
