import { createHash } from 'crypto';
import { html, type Markup, NOTHING } from './markup';
import { SCRIPT } from './script';
import { STYLE } from './style';

/** A document that stands by itself. */
interface Page {
  readonly title: string;
  readonly date: string;
  /** What stands above the main content. @default - nothing */
  readonly contents?: Markup;
  /** The main content, piece by piece. */
  readonly pieces: Iterable<string>;
}

/** One document that stands by itself: no request, and one style and one script, which are allowed by their hashes; without the script it is complete. */
export function* page({ title, date, contents = NOTHING, pieces }: Page): Generator<string> {
  const [style, script] = [STYLE, SCRIPT].map((text) => createHash('sha256').update(text).digest('base64'));
  yield html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'sha256-${style}'; script-src 'sha256-${script}'; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${title}, ${date}</title>
`.text;
  yield `<style>${STYLE}</style>\n`;
  yield html`</head>
<body>
<a class="skip" href="#main">To the content</a>
<header><h1>${title}</h1></header>
${contents}<main id="main">
`.text;
  yield* pieces;
  yield `</main>\n<script>${SCRIPT}</script>\n</body>\n</html>\n`;
}

/** Says above a part that it is not complete. `where`: what is missing is said there. */
export function incomplete(where: Markup): Markup {
  return html`<p class="warn"><strong>Not complete:</strong> the input was not fully understood, so this part holds for what was understood. ${where}</p>
`;
}
