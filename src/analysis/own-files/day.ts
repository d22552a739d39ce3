import { fail } from '../../errors';
import { dayMistake } from '../../schema';

/** A day that the user gave, as it is; `of` is what bears it. */
export function dayOf(text: string, of: string): string {
  const mistake = dayMistake(text);
  if (mistake !== undefined) fail('bad-day', `the date of ${of} ${mistake.what}`, mistake.fix);
  return text;
}
