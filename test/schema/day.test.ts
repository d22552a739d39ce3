import { isDay } from '../../src/schema';

test.each([['2028-02-29', true], ['2026-12-31', true], ['2026-02-29', false], ['2026-13-01', false], ['0000-01-01', false], ['0001-01-01', true], ['26-01-01', false], ['2026-1-1', false], ['', false]])('%j is a day: %s', (text, expected) => {
  expect(isDay(text)).toBe(expected);
});
