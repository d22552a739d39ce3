import type { Mistake } from '../errors';
import { quote } from '../text/quote';

/** Whether a text is a day of the calendar, as `2027-01-31`; there is no year 0. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d\d-\d\d$/.test(text) || text.startsWith('0000')) return false;
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

/** What is wrong with a day; the text goes on behind the name of a field. */
export function dayMistake(text: string): Mistake | undefined {
  return isDay(text) ? undefined : { what: `must be a day, got ${quote(text)}`, fix: 'write it as 2027-01-31' };
}
