import type { FORMS } from '../../src/report/forms';

/** The answers that each command prints. */
export const ANSWERS: Readonly<Record<string, readonly (keyof typeof FORMS)[]>> = {
  list: ['list'],
  eval: ['answer'],
  check: ['findings'],
  explain: ['explanation', 'isolation'],
  diff: ['diff'],
  blast: ['blast', 'sizes'],
  prove: ['proof'],
  exposure: ['exposure'],
  replay: ['replay'],
  advise: ['advice'],
  plan: ['plan'],
  report: ['report'],
};
