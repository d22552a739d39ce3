export type { ErrorCode, ProblemCode } from './codes';
export { fail, NetfenceError, withFix } from './netfence-error';
export { unknownName } from './unknown-name';
export type { UnknownName } from './unknown-name';
