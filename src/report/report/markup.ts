import { andMore } from '../../text/lists';
import { escapeXml } from '../../text/escape';
import { placeText } from './words';

/** HTML in which every text of the input is escaped. */
export class Markup {
  public constructor(public readonly text: string) {}
}

type Part = string | number | Markup | readonly Markup[];

/** A template of HTML: each value that is no markup is escaped, so that none can be forgotten. Attributes stand in double quotes. */
export function html(texts: TemplateStringsArray, ...values: readonly Part[]): Markup {
  return new Markup(texts.reduce((before, text, i) => before + textOf(values[i - 1]) + text));
}

function textOf(value: Part): string {
  if (value instanceof Markup) return value.text;
  if (typeof value === 'string') return escapeXml(value);
  return typeof value === 'number' ? String(value) : value.map(({ text }) => text).join('');
}

/** Nothing. */
export const NOTHING = new Markup('');

/** A text in which names stand between backticks, as messages have them: names as code. */
export function prose(text: string): Markup {
  const parts = text.split(/`([^`\n]+)`/);
  return html`${parts.map((part, i) => (i % 2 === 0 ? html`${part}` : html`<code>${part}</code>`))}`;
}

/** The place of something as code; nothing where it is not known. */
export function place(of: { readonly file?: string; readonly line?: number }): Markup {
  return of.file === undefined ? NOTHING : html`<code>${placeText(of)}</code>`;
}

/** A table with a caption; the region around it scrolls, by keyboard too. `kind`: another class of it. */
export function table(caption: string, columns: readonly string[], rows: readonly (readonly Part[])[], kind = ''): Markup {
  const head = columns.map((column) => html`<th scope="col">${column}</th>`);
  // a row and a cell need no end tag, and there are very many
  const body = rows.map(([first, ...cells]) => html`<tr><th scope="row">${first}${cells.map((cell) => html`<td>${cell}`)}\n`);
  const region = html`class="${kind === '' ? 'wide' : `wide ${kind}`}" role="region" tabindex="0"`;
  return html`<div ${region} aria-label="${caption}"><table><caption>${caption}</caption>
<thead><tr>${head}</tr></thead>
<tbody>
${body}</tbody></table></div>
`;
}

/** A table; a sentence where it has no rows. */
export function tableOrNone(caption: string, columns: readonly string[], rows: readonly (readonly Part[])[]): Markup {
  return rows.length === 0 ? html`<p>None.</p>\n` : table(caption, columns, rows);
}

/** A list of remarks; a sentence where there are none. */
export function list(items: readonly Part[], none: string): Markup {
  return items.length === 0 ? html`<p>${none}</p>\n` : html`<ul>${items.map((item) => html`<li>${item}</li>`)}</ul>\n`;
}

/** That a list goes on, and which option or command has all of it. */
export function cutOff(left: number, what: string, where: string): Markup {
  return html`<p class="warn"><strong>Cut off:</strong> ${andMore(left, what)}; <code>${where}</code> has all.</p>\n`;
}

/** The lines of a manifest are its own; what is in a line is of the input. */
export function manifestLines(manifest: string): Markup[] {
  return manifest.split('\n').map((line) => html`${line}\n`);
}
