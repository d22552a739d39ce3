import fc from 'fast-check';
import { PodSelector } from '../../src';
import { isOneLine } from '../../src/text/characters';
import { escapeCommand, escapeCsv, escapeDot, escapeLinks, escapeLog, escapeMarkdown, escapeProperty, escapeText, escapeXml, inertJson, jsonLine } from '../../src/text/escape';
import { inBackticks, printable, quote } from '../../src/text/quote';
import { show } from '../../src/text/show';
import { yamlOf } from '../../src/text/yaml';

/** Written by categories of Unicode, another way than the table. */
function isUnsafe(character: string): boolean {
  const code = character.codePointAt(0)!;
  return code < 32 || (code >= 127 && code < 160) || code === 0x2028 || code === 0x2029 || (code >= 0xd800 && code < 0xe000) || /\p{Format}/u.test(character);
}

const WRITERS: Readonly<Record<string, (text: string) => string>> = {
  escapeText,
  escapeLog,
  escapeCommand,
  escapeProperty,
  escapeMarkdown,
  escapeLinks,
  escapeCsv,
  escapeDot,
  escapeXml,
  jsonLine,
  inertJson,
  inBackticks,
  printable,
  quote,
  show,
  yamlOf: (text) => yamlOf(text).trimEnd(),
};

/** Every character of the planes that hold some of the table, in texts that no writer cuts. */
const TEXTS: string[] = [];
for (const [first, last] of [[0, 0x2fff], [0xd000, 0x1ffff], [0xe0000, 0xe0fff]]) {
  for (let code = first; code <= last; code += 32) TEXTS.push(Array.from({ length: 32 }, (_, i) => String.fromCodePoint(code + i)).join(' '));
}

it.each(Object.keys(WRITERS))('%s writes every unsafe character as an escape', (name) => {
  const raw = TEXTS.map((text) => [...WRITERS[name](text)].find(isUnsafe)).filter((character) => character !== undefined);
  expect(raw).toEqual([]);
  for (const character of ['\0', '\n', '\u007f', '\u0085', '\u00ad', '\u061c', '\u200b', '\u2028', '\u202e', '\u2066', '\ufeff', '\u{110bd}', '\u{e0041}', '\ud800', '\udc00']) {
    expect(WRITERS[name](`a${character}b`)).toMatch(/a(?:\\|&#92;)+\S+b/);
  }
});

/** What people should not write: characters of the table, the letters of commands, and any other. */
const NAMES = fc.oneof(
  fc.string({ unit: fc.constantFrom('#', '##', '[', 'vso[', ':', '::', 'add-mask', 'error', ' ', 'a', '\n', '\t', '\u001b', '\u202e', '\u2028', '\ud800', '\u{e0041}', '"', '\\', '<'), maxLength: 12 }),
  fc.string({ unit: 'binary', maxLength: 60 }),
);

it.each(Object.keys(WRITERS))('%s lets no unsafe character and no command of a runner through', (name) => {
  const write = WRITERS[name];
  fc.assert(fc.property(NAMES, (text) => {
    const written = write(text);
    if ([...written].some(isUnsafe) || /##[a-z]*\[/i.test(written)) throw new Error(JSON.stringify(written));
    if (/^escape(?:Text|Log|Command|Property)$/.test(name) && /^\s*::[a-z-]*[g-z]/i.test(written)) throw new Error(JSON.stringify(written));
  }), { seed: 7, numRuns: Number(process.env.NETFENCE_NAMES ?? 500) });
}, 120_000);

it('shows no mark of direction in an error of a construct', () => {
  expect(() => PodSelector.labels({ app: 'a\u202eb' })).toThrow('got `a\\u{202e}b`');
});

it('leaves letters, signs and whole emoji alone', () => {
  for (const text of ['größer/名前', 'שלום', '\u{1f600}', 'na\u0301']) expect(escapeText(text)).toBe(text);
});

test.each([
  ['a sentence', true], ['\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645', true], ['two\nlines', false], ['a\u2028b', false], ['a\u202eb', false], ['a\u2066b', false], ['a\ud800', false],
])('%j is one line in one direction: %p', (text, expected) => {
  expect(isOneLine(text)).toBe(expected);
});

test.each(Object.keys(WRITERS))('%s breaks the commands of runners in the middle of a line', (name) => {
  for (const command of ['##[error]', '##vso[task.setvariable variable=X]y', '###VSO[', '##teamcity[']) {
    expect(WRITERS[name](`a ${command}`)).not.toMatch(/##[a-z]*\[/i);
  }
});

test.each([
  ['::error::x', '\\u{3a}:error::x'], ['  ::add-mask::x', '  \\u{3a}:add-mask::x'], ['::1', '::1'], ['::-ffff:ffff::[External]', '::-ffff:ffff::[External]'], ['::a-dfff::', '::a-dfff::'], ['::add-path::x', '\\u{3a}:add-path::x'], ['::ffff:10.0.0.1/128', '::ffff:10.0.0.1/128'], ['a ::error::', 'a ::error::'], ['a#b ## c', 'a#b ## c'],
])('%s becomes %s in a text', (text, expected) => expect(escapeText(text)).toBe(expected));
