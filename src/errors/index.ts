export type { ErrorCode, ProblemCode } from './codes';
export type { Mistake } from './mistake';
export { fail, failAt, NetfenceError, withFix } from './netfence-error';
export type { Fault } from './netfence-error';
export { unknownName } from './unknown-name';
