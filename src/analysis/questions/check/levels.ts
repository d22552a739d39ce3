import type { Severity } from '../../../model';

/** The level that a configuration gives a rule. */
export type Level = Severity | 'off';
export const LEVELS: readonly Level[] = ['error', 'warning', 'info', 'off'];

/** The id of the finding that a fence does not hold; found at synthesis only, because only a program knows its fences. */
export const FENCE_PROOF = 'fence-proof';
