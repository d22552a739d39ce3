import type { CodeTable } from './entry';

/** Codes of invariants and of the files that hold them. */
export const INVARIANT_CODES = {
  'invariant-contradiction': { cause: 'An invariant can never hold or never fail, or two exclude each other.', fix: 'Correct its ends or its exceptions.' },
  'invariant-direction': { cause: 'An invariant of isolation names no direction.', fix: 'Set `ingress` or `egress`.' },
  'invariant-end': { cause: 'An end of an invariant stands for nothing, or is not of the form that is needed.', fix: 'Correct the end that is named.' },
  'invariant-hidden-label': { cause: 'The network plugin does not see a label that an invariant selects by.', fix: 'Select by another label.' },
  'invariant-id': { cause: 'The id of an invariant is not valid.', fix: 'Write 1 to 100 lower-case letters, digits, dots and dashes.' },
  'invariant-subject': { cause: 'A built-in invariant got a namespace it does not take, or got none.', fix: 'Add or remove `namespace`.' },
  'invariant-traffic': { cause: 'The traffic of an invariant is not a protocol with ports.', fix: 'Write `TCP 443`, `UDP 53`, `TCP 8000-8100` or `SCTP`.' },
  'unknown-invariant': { cause: 'There is no built-in invariant of this name.', fix: 'Use one of the names that are listed.' },
} as const satisfies CodeTable;
