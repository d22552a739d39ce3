import fc from 'fast-check';
import { pageOf } from '../../src/report/findings/finding';
import { SCRIPT } from '../../src/report/report/script';

const PIECES = [
  '\u001b', '[31m', '\n', '\r', '\r\n', '\t', '\0', '\u0085', '\u009b', '\u202e', '\u2066', '\u2028', '\ufeff', '\u200b', '\ud800', '\uffff', '\ufdd0', '\u{e0041}',
  '</script>', '<img src=x onerror=y>', '<!--', '-->', ']]>', '<![CDATA[', '&lt;', '&#27;', '::error::', '::set-output name=a::', ' ::add-mask::x', '##[error]', '##[', '##vso[task.x]', '##VSO[', '##teamcity[', '#', '##', '%0A', '%', '`', '``', '|',
  '[a](javascript:x)', '](', '][', '![', '=1+1', '=HYPERLINK(', '@someone', '+x', '-x', '"', '\'', '\\', '\\u001b', '<', '>', '&', '*', '_', '~',
  'www.e.example', 'https://e.example', 'a', ' ',
];

/** Names that attack a form. */
export const names = fc.oneof({ weight: 5, arbitrary: fc.string({ unit: fc.constantFrom(...PIECES), maxLength: 8 }) }, { weight: 1, arbitrary: fc.string({ unit: 'binary' }) });

/** C0 but the line feed, DEL, C1, separators, marks and overrides of direction, tags, lone surrogates. */
export const RAW = /(?!\n)\p{Cc}|\p{Cf}|\p{Cs}|[\u2028\u2029]/u;

/** What a runner of CI takes for a command; the form of workflow commands writes lines of its own. */
export function commandIn(text: string, form: string): unknown {
  return /##[a-z]*\[/i.exec(text) ?? (form === 'github' ? undefined : /^\s*::[a-z-]*[g-z-][a-z-]*(?: .*)?::/im.exec(text));
}

/** What each form may not hold, apart from what it holds for a plain name. */
export const LIVE: Readonly<Record<string, (text: string) => unknown>> = {
  github: (text) => text.trimEnd().split('\n').find((line) => !/^::(error|warning|notice) (file=[^,:]*,line=\d+,col=\d+,)?title=[^:,]*::/.test(line) || line.includes('##[') || /%(?!25|3A|2C)/.test(line)),
  md: (text) => markdownLeft(text).find((cell) => /[<>`*_~@|\\!()]|&(?!#\d+;)|\]\(|https?:|www\./i.exec(cell)),
  junit: (text) => xmlLeft(text),
  html: (text) => htmlLeft(text),
  svg: (text) => svgLeft(text),
  sarif: (text) => /\]\(|\]\[/.exec(messagesOf(JSON.parse(text)).join('\n')) ?? /[<>&]/.exec(text),
  json: (text) => void JSON.parse(text),
  jsonl: (text) => void text.trimEnd().split('\n').map((line) => JSON.parse(line)),
  gitlab: (text) => /[<>&]/.exec(JSON.parse(text) && text),
  csv: (text) => cellsOf(text).find((cell) => /^[=+\-@]/.test(cell)),
  dot: (text) => text.replace(/"(?:[^"\\]|\\["\\])*"/g, '').split('\n').find((line) => !/^\t*[a-z]*(?: *(?:->|\{|\}|\[[a-z]+=[a-z=\d. ]*\]|=))* *$/.test(line)),
};

/** The texts of cells without the tags and marks that the form itself writes, and what is outside of tables where it has live markup. */
function markdownLeft(text: string): string[] {
  const lines = text.replace(/^(`{3,})[a-z]+\n[^]*?\n?\1$/gm, '').split('\n');
  const cells = lines.filter((line) => /^\| (?!\|)/.test(line)).flatMap((line) => line.replace(/^\| | \|$/g, '').split(' | '));
  const others = lines.filter((line) => !line.startsWith('|')).map((line) => line.replace(/^<details><summary>[A-Za-z ]*<\/summary>$|^<\/details>$|<code>(.*?)<\/code>/g, '$1'));
  const live = others.filter((line) => /[<>`|\\@]|&(?!#\d+;)|\]\(|https?:|www\./i.test(line));
  return [...live, ...cells.map(ownMarks)];
}

function ownMarks(cell: string): string {
  return cell.replaceAll(`(${pageOf({ rule: 'half-open-edge' })})`, '').replace(/<\/?code>|<br>/g, '').replace(/^\*\*((?:possibly )?(?:opened|closed) [^*]*|the unknown part or its reasons changed)\*\*$/, '$1')
    .replace(/^(\d+) \(possibly\)$/, '$1').replace(/ \(([^()]*:\d+)\)/g, '$1');
}

/** A tag, entity or character that the form does not write itself. */
function xmlLeft(text: string): unknown {
  const own = /<\?xml version="1\.0" encoding="UTF-8"\?>|<\/?(?:testsuites|testsuite|testcase|failure|error|skipped|system-out)(?: [a-z]+="[^"<>]*")*\/?>/g;
  return /[<>]|&(?!#\d+;)|[\ufffe\uffff]/.exec(text.replace(own, ''));
}

/** The elements of a picture. */
const SVG = ['desc', 'g', 'path', 'rect', 'svg', 'text', 'title'].join('|');

/** What is no element of a picture, in its own spelling, and what would do or fetch something. */
function svgLeft(text: string): unknown {
  return /[<>]|&(?!#\d+;)|[\ufffe\uffff]/.exec(text.replace(new RegExp(`<\\/?(?:${SVG})(?: [A-Za-z-]+="[^"<>]*")*\\/?>`, 'g'), '')) ?? / (?:on[a-z]+|style|src|href|[a-z]+:[a-z]+)="/.exec(text);
}

/** What is no tag that the document writes itself, in its own spelling; no name may be in a tag unescaped, and none may end an attribute. */
function htmlLeft(text: string): unknown {
  const page = text.replace(`<script>${SCRIPT}</script>`, '');
  const own = new RegExp(`<!doctype html>|<style>[^<]*</style>|</?(?:a|body|caption|code|dd|details|div|dl|dt|em|h[1-4]|head|header|html|li|main|meta|nav|ol|p|pre|section|span|strong|summary|table|tbody|td|th|thead|tr|ul|${SVG})(?: [a-zA-Z-]+="[^"<>]*")*/?>`, 'g');
  return /[<>"'`]?[<>]|&(?!#\d+;)|[\ufffe\uffff]/.exec(page.replace(own, '')) ?? / (?:on[a-z]+|style|src)="|href="(?!#[a-z]|https:\/\/)/.exec(page.replace(/<style>[^<]*<\/style>/, ''));
}

function messagesOf(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => (key === 'text' && typeof inner === 'string' ? [inner] : messagesOf(inner)));
}

/** The cells as a reader of RFC 4180 has them. */
function cellsOf(text: string): string[] {
  return [...text.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^",\n]*))(?=,|$)/gm)].map(([, quoted, plain]) => (quoted ?? plain).replaceAll('""', '"'));
}
