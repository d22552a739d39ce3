import { COMMAND_CODES } from './commands';
import { CONSTRUCT_CODES } from './constructs';
import { FILE_CODES } from './files';
import { INPUT_CODES } from './input';
import { INVARIANT_CODES } from './invariants';
import { MANIFEST_CODES } from './manifests';
import { QUESTION_CODES } from './questions';
import { VALUE_CODES } from './values';

/** What each code of an error means: an error stops the work. */
export const ERROR_CODES = { ...VALUE_CODES, ...CONSTRUCT_CODES, ...COMMAND_CODES, ...QUESTION_CODES, ...INVARIANT_CODES, ...FILE_CODES } as const;

/** What each code of a problem means: a problem is listed beside the answer. */
export const PROBLEM_CODES = { ...INPUT_CODES, ...MANIFEST_CODES, ...FILE_CODES } as const;

/** The closed list of what an error may be called. */
export type ErrorCode = keyof typeof ERROR_CODES;

/** The closed list of what a problem may be called. */
export type ProblemCode = keyof typeof PROBLEM_CODES;
