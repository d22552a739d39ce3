import type { CodeTable } from './entry';

/** Codes of problems with manifests as texts: files, YAML, JSON. */
export const INPUT_CODES = {
} as const satisfies CodeTable;
