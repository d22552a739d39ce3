import { createHash } from 'crypto';
import type { Report } from '../../results/report';
import { html, type Markup, NOTHING } from './markup';
import { appendix } from './appendix';
import { clauses } from './clauses';
import { cover } from './cover';
import { defaults } from './defaults';
import { drift } from './drift';
import { type JsonSum, reportJsonSum } from './json';
import { register } from './register';
import { review } from './review';
import { SCRIPT } from './script';
import { STYLE } from './style';
import { summary } from './summary';
import { zones } from './zones';

/** A part: what stands in the table of contents, its anchor, and its content. */
interface Part {
  readonly id: string;
  readonly title: string;
  content(report: Report, json: JsonSum): Markup;
}

/** The parts of the document, in their order. */
export const PARTS: readonly Part[] = [
  { id: 'cover', title: 'Cover', content: cover },
  { id: 'summary', title: 'Summary', content: summary },
  { id: 'zones', title: 'Who reaches whom, by zones', content: zones },
  { id: 'register', title: 'Register of rules', content: register },
  { id: 'review', title: 'Review', content: review },
  { id: 'clauses', title: 'Proofs by clause', content: clauses },
  { id: 'defaults', title: 'Denied by default', content: defaults },
  { id: 'drift', title: 'Drift', content: drift },
  { id: 'appendix', title: 'Appendix', content: appendix },
];

/** One document that stands by itself: no request, and one style and one script, which are allowed by their hashes; without the script it is complete. */
export function* renderReportHtml(report: Report): Generator<string> {
  const json = reportJsonSum(report);
  const [style, script] = [STYLE, SCRIPT].map((text) => createHash('sha256').update(text).digest('base64'));
  const { title, date } = report.cover;
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
<a class="skip" href="#main">To the report</a>
<header><h1>${title}</h1></header>
<nav aria-label="Contents"><ol>
${PARTS.map(({ id, title: name }) => html`<li><a href="#${id}">${name}</a></li>\n`)}</ol></nav>
<main id="main">
`.text;
  for (const { id, title: name, content } of PARTS) {
    yield html`<section id="${id}" aria-labelledby="${id}-title">
<h2 id="${id}-title">${name}</h2>
${report.isUnderstood || id === 'cover' ? NOTHING : NOT_UNDERSTOOD}`.text;
    yield content(report, json).text;
    yield '</section>\n';
  }
  yield `</main>\n<script>${SCRIPT}</script>\n</body>\n</html>\n`;
}

const NOT_UNDERSTOOD = html`<p class="warn"><strong>Not complete:</strong> the input was not fully understood, so this part holds for what was understood. The <a href="#cover">cover</a> says what is missing.</p>
`;
