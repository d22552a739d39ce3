import type { PictureOptions } from '../picture/alone';
import { html, type Markup, NOTHING } from './markup';
import { incomplete, page } from './page';

/** An answer as a document of its own, in the form of a part of the report. */
export function partAlone(title: string, content: Markup, { date, understood }: PictureOptions): Iterable<string> {
  const head = html`<p>${date}</p>
${understood ? NOTHING : incomplete(html`The command says on standard error what is missing.`)}`;
  return page({ title, date, pieces: [head.text, content.text] });
}
