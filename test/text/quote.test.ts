import { inBackticks, printable, quote } from '../../src/text/quote';

test.each<[unknown, string]>([
  ['web', '`web`'], [80, '`80`'], [null, '`null`'], [undefined, 'nothing'], [[], 'an empty list'], [[1, 2], 'a list of 2'], [{ a: 1 }, 'an object'],
  ['a\u001b]0;x\u0007', '`a\\u{1b}]0;x\\u{7}`'], ['a`b', '`a\'b`'],
])('quotes %j as %s', (value, expected) => {
  expect(quote(value)).toBe(expected);
});

it('cuts long text, but never through a character', () => {
  expect(printable('x'.repeat(121))).toBe(`${'x'.repeat(120)}…`);
  expect(inBackticks('x'.repeat(81))).toBe(`\`${'x'.repeat(80)}…\``);
  expect(printable('xx\u{1f600}x', 3)).toBe('xx…');
  expect(printable('x\u{1f600}x', 3)).toBe('x\u{1f600}…');
});
