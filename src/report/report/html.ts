import type { Report } from '../../results/report';
import { html, type Markup, NOTHING } from './markup';
import { appendix } from './appendix';
import { clauses } from './clauses';
import { cover } from './cover';
import { defaults } from './defaults';
import { drift } from './drift';
import { type JsonSum, reportJsonSum } from './json';
import { incomplete, page } from './page';
import { register } from './register';
import { review } from './review';
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

/** The whole report as one document. */
export function renderReportHtml(report: Report): Iterable<string> {
  const { title, date } = report.cover;
  const contents = html`<nav aria-label="Contents"><ol>
${PARTS.map(({ id, title: name }) => html`<li><a href="#${id}">${name}</a></li>\n`)}</ol></nav>
`;
  return page({ title, date, contents, pieces: parts(report) });
}

function* parts(report: Report): Generator<string> {
  const json = reportJsonSum(report);
  for (const { id, title, content } of PARTS) {
    yield html`<section id="${id}" aria-labelledby="${id}-title">
<h2 id="${id}-title">${title}</h2>
${report.isUnderstood || id === 'cover' ? NOTHING : NOT_UNDERSTOOD}`.text;
    yield content(report, json).text;
    yield '</section>\n';
  }
}

const NOT_UNDERSTOOD = incomplete(html`The <a href="#cover">cover</a> says what is missing.`);
