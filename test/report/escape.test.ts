import fc from 'fast-check';
import { renderCsv, renderDot, renderJson, renderJsonl, renderMarkdown, renderMatrix, renderTxt } from '../../src/report';
import { escapeCsv, escapeDot, escapeMarkdown, escapeText, jsonLine } from '../../src/text/escape';
import type { Edge, EdgeEnd } from '../../src/results/connections';
import { addresses, traffic } from '../traffic';

/** Names as nobody should write them. */
const hostile = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: fc.constantFrom('\u001b', '[', '31m', '\n', '\r', '\t', '\0', '\u0085', '\u202e', '\u2066', '\u2028', '|', '"', '\\', ',', '=', '<', '>', '`', 'a', '&', '/', ':') }),
  fc.constantFrom('=1+1', '@SUM(A1)', '<img src=x>', '[x](https://e.example)', '\ud800', '\ufeff', 'a"];b', '</script>', '\u200b', 'www.e.example', 'http://e.example'),
);
const RAW = /(?!\n)[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/u;
const RUNS = { seed: 20_261_124, numRuns: 2_000 };

const end = (label: string, namespace?: string): EdgeEnd => ({ type: namespace === undefined ? 'outside' : 'workload', label, namespace, short: label });
const edgesOf = (names: readonly string[]): Edge[] => names.map((name) => ({ source: end(name, name), destination: end(name), traffic: traffic('TCP 80,443') }));

const FORMS: Record<string, (names: readonly string[]) => Iterable<string>> = {
  txt: (names) => renderTxt(edgesOf(names)),
  json: (names) => renderJson(edgesOf(names)),
  csv: (names) => renderCsv(edgesOf(names)),
  md: (names) => renderMarkdown(edgesOf(names)),
  dot: (names) => renderDot(edgesOf(names), names.map((name) => end(name, name))),
  jsonl: (names) => renderJsonl(names.map((name) => ({ source: name, destination: { addresses: addresses('10.0.0.0/8') }, verdict: 'unknown', traffic: traffic('TCP 80'), reasons: [name], rules: [] }))),
  matrix: (names) => renderMatrix({ groups: names.map((name) => [name]), row: () => names.map(() => undefined) }),
};

it.each(Object.keys(FORMS))('%s prints no raw control, direction or separator character, and no name breaks its line', (form) => {
  fc.assert(fc.property(fc.array(hostile, { minLength: 1, maxLength: 3 }), (names) => {
    const text = [...FORMS[form](names)].join('');
    expect(form === 'dot' ? text.replace(/\t/g, '') : text).not.toMatch(RAW);
    const plain = [...FORMS[form](names.map(() => 'plain'))].join('');
    if (form !== 'dot') expect(text.split('\n').length).toBe(plain.split('\n').length);
  }), RUNS);
});

it('keeps JSON that parses to the same names', () => {
  fc.assert(fc.property(hostile, (name) => {
    expect(JSON.parse(jsonLine(name))).toBe(name);
    expect(JSON.parse([...FORMS.json([name])].join(''))[0].src).toBe(name);
    expect(JSON.parse([...FORMS.jsonl([name])].join('')).source).toBe(name);
  }), RUNS);
});

it('leaves Markdown without markup', () => {
  fc.assert(fc.property(hostile, (name) => expect(escapeMarkdown(name)).not.toMatch(/[|<>`*_\\()!~@"']|&(?!#[0-9]+;)|:\/\/|www\./i)), RUNS);
  expect(escapeMarkdown('shop/web[Deployment]')).toBe('shop/web[Deployment]');
});

it('quotes CSV and starts no formula', () => {
  expect(escapeCsv('SCTP 1-65535,TCP 80')).toBe('"SCTP 1-65535,TCP 80"');
  expect(escapeCsv('say "hi"')).toBe('"say ""hi"""');
  fc.assert(fc.property(hostile, (name) => expect(escapeCsv(name)).not.toMatch(/^"?[=+\-@\t\r]/)), RUNS);
});

it('keeps DOT strings closed', () => {
  fc.assert(fc.property(hostile, (name) => expect(escapeDot(name)).toMatch(/^"(?:[^"\\]|\\["\\])*"$/s)), RUNS);
  expect(escapeDot('shop/web[Deployment]')).toBe('"shop/web[Deployment]"');
});

it('shows what it escapes', () => {
  expect(escapeText('a\u001b[31mb\u202ec')).toBe('a\\u{1b}[31mb\\u{202e}c');
  expect(escapeText('größer/名前')).toBe('größer/名前');
});
