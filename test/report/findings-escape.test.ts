import fc from 'fast-check';
import { pageOf } from '../../src/report/findings/finding';
import { finding, FORMS, reportOf } from './findings-sample';

const PIECES = [
  '\u001b', '[31m', '\n', '\r', '\r\n', '\t', '\0', '\u0085', '\u009b', '\u202e', '\u2066', '\u2028', '\ufeff', '\u200b', '\ud800', '\uffff', '\ufdd0', '\u{e0041}',
  '</script>', '<img src=x onerror=y>', '<!--', '-->', ']]>', '<![CDATA[', '&lt;', '&#27;', '::error::', '::set-output name=a::', '##[error]', '##[', '%0A', '%', '`', '``', '|',
  '[a](javascript:x)', '](', '][', '![', '=1+1', '@someone', '+x', '-x', '"', '\'', '\\', '\\u001b', '<', '>', '&', '*', '_', '~', 'www.e.example', 'https://e.example', 'a', ' ',
];
const names = fc.oneof({ weight: 5, arbitrary: fc.string({ unit: fc.constantFrom(...PIECES), maxLength: 8 }) }, { weight: 1, arbitrary: fc.string({ unit: 'binary' }) });
const RUNS = { seed: 20_261_124, numRuns: process.env.NETFENCE_DEEP === '1' ? 100_000 : 2_000 };

/** C0 but the line feed, DEL, C1, separators, marks and overrides of direction, tags, lone surrogates. */
const RAW = /(?!\n)\p{Cc}|\p{Cf}|\p{Cs}|[\u2028\u2029]/u;

/** What each form may not hold, apart from what it holds for a plain name. */
const LIVE: Readonly<Record<string, (text: string) => unknown>> = {
  txt: (text) => /##\[|^\s*::/m.exec(text),
  github: (text) => text.trimEnd().split('\n').find((line) => !/^::(error|warning|notice) (file=[^,:]*,line=\d+,col=\d+,)?title=[^:,]*::/.test(line) || line.includes('##[') || /%(?!25|3A|2C)/.test(line)),
  md: (text) => markdownLeft(text).find((cell) => /[<>`*_~@|\\!()]|&(?!#\d+;)|\]\(|https?:|www\./i.exec(cell)),
  junit: (text) => xmlLeft(text),
  sarif: (text) => /\]\(|\]\[/.exec(messagesOf(JSON.parse(text)).join('\n')) ?? /[<>&]/.exec(text),
  json: (text) => /[<>&]/.exec(JSON.parse(text) && text),
  gitlab: (text) => /[<>&]/.exec(JSON.parse(text) && text),
};

it.each(Object.keys(FORMS))('%s holds no raw control or bidi character and no live markup, whatever the names', (form) => {
  const plain = FORMS[form](reportOf([finding('plain')], 'plain')).split('\n').length;
  fc.assert(fc.property(names, (name) => {
    const text = FORMS[form](reportOf([finding(name)], name));
    const raw = RAW.exec(text);
    if (raw !== null) throw new Error(`raw ${JSON.stringify(raw[0])} at ${raw.index}`);
    const live = LIVE[form](text);
    if (live) throw new Error(`live: ${JSON.stringify(live)}`);
    if (text.split('\n').length !== plain) throw new Error(`a name breaks a line: ${JSON.stringify(text)}`);
  }), RUNS);
}, 600_000);

it('sees markup where there is some', () => {
  expect(RAW.test('a\u001bb') && RAW.test('\u202e') && RAW.test('\u009b')).toBe(true);
  expect(LIVE.md('| a | b<img> |\n')).toBeTruthy();
  expect(LIVE.github('::error title=a::x\n::set-env::y\n')).toBeTruthy();
  expect(LIVE.junit('<testsuites><failure>a <b>x</b></failure></testsuites>')).toBeTruthy();
  expect(LIVE.txt('a ##[error]')).toBeTruthy();
});

/** The texts of cells and headings without the tags that the form itself writes. */
function markdownLeft(text: string): string[] {
  return text.split('\n').filter((line) => /^\| (?!\|)/.test(line)).flatMap((line) => line.replace(/^\| | \|$/g, '').split(' | '))
    .map((cell) => cell.replaceAll(`(${pageOf({ rule: 'half-open-edge' })})`, '').replace(/<\/?code>|<br>/g, ''));
}

/** A tag, entity or character that the form does not write itself. */
function xmlLeft(text: string): unknown {
  const own = /<\?xml version="1\.0" encoding="UTF-8"\?>|<\/?(?:testsuites|testsuite|testcase|failure|error|system-out)(?: [a-z]+="[^"<>]*")*\/?>/g;
  return /[<>]|&(?!#\d+;)|[\ufffe\uffff]/.exec(text.replace(own, ''));
}

function messagesOf(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => (key === 'text' && typeof inner === 'string' ? [inner] : messagesOf(inner)));
}
