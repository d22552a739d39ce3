import type { Drawing } from './drawing';
import { svg } from './svg';

/** A picture as a file of its own, with title, date and legend. */
export function alone(drawing: Drawing, date: string): string {
  return svg(drawing, { id: 'picture', head: [drawing.title, date] }).text;
}
