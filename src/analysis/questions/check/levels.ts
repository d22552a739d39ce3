import type { Severity } from '../../../model';

/** The level that a configuration gives a rule. */
export type Level = Severity | 'off';
export const LEVELS: readonly Level[] = ['error', 'warning', 'info', 'off'];

/** What says that a fence does not hold what it states; found at synthesis alone, for only a program knows its fences. */
export const FENCE_PROOF = 'fence-proof';
