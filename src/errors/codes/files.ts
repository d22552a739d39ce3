import type { CodeTable } from './entry';

/** Codes of mistakes in the files that this tool has readers for: an error where they end the work, a problem where all are listed. */
export const FILE_CODES = {
  'bad-accept-file': { cause: 'A file of accepted changes has a mistake.', fix: 'Correct the field that is named.' },
  'bad-baseline': { cause: 'A baseline has a mistake.', fix: 'Write it again with `--write-baseline`.' },
  'bad-config': { cause: 'The configuration has a mistake.', fix: 'Correct the field that is named.' },
  'bad-facts': { cause: 'Facts that a program states about the cluster have a mistake.', fix: 'Correct the field that is named.' },
  'bad-ignores': { cause: 'A file of ignored traffic has a mistake.', fix: 'Correct the field that is named.' },
  'broken-invariants': { cause: 'A file of invariants has a mistake.', fix: 'Correct the field that is named.' },
  'rules-not-run': { cause: 'Rules of modules were not run, for the configuration that names them was found and not named.', fix: 'Name the configuration with `--config`, or use `--allow-rule-modules` or `--no-rule-modules`.' },
} as const satisfies CodeTable;
