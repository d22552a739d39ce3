import type { CodeTable } from './entry';

/** Codes of problems with objects and with what is asked about them. */
export const MANIFEST_CODES = {
} as const satisfies CodeTable;
