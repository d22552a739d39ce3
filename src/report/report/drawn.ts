import type { Drawing } from '../picture/drawing';
import { svg } from '../picture/svg';
import { html, list, type Markup, NOTHING } from './markup';

/** A picture in the document, with what it leaves out; nothing where it has no line. `id`: unique in the document. */
export function drawn(id: string, drawing: Drawing): Markup {
  if (drawing.lines.length === 0) return NOTHING;
  return html`<div class="drawn" role="region" tabindex="0" aria-label="Picture: ${drawing.title}">${svg(drawing, { id })}</div>
${drawing.notes.length === 0 ? NOTHING : list(drawing.notes, '')}`;
}
