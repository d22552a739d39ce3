import { dayOf } from '../analysis';
import { today } from '../files/clock';
import type { Arguments, Option } from './option';

export const DATE: Option = { name: 'date', value: 'DAY', help: 'day that the picture (svg) or document (html) bears, such as 2027-01-31 (default: today, UTC)' };

/** What a picture or document says besides its answer: its day, and whether the answer is complete. */
export function pictureOptions(given: Arguments, understood: boolean): { readonly date: string; readonly understood: boolean } {
  const date = given.value('date');
  return { date: date === undefined ? today() : dayOf(date, 'a picture or document'), understood };
}
