import type { Drawing } from './drawing';
import { svg } from './svg';

/** What a picture says besides its answer. */
export interface PictureOptions {
  /** The day that it bears. */
  readonly date: string;
  /** Whether all of the input was understood. */
  readonly understood: boolean;
}

/** A picture as a file of its own, with title, date and legend. */
export function alone(drawing: Drawing, { date, understood }: PictureOptions): string {
  const notes = [...understood ? [] : ['Not complete: the input was not fully understood.'], ...drawing.notes];
  return svg({ ...drawing, notes }, { id: 'picture', head: [drawing.title, date] }).text;
}
