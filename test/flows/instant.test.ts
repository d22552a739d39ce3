import * as fc from 'fast-check';
import { instantOf } from '../../src/flows/instant';

it('reads what RFC 3339 writes, to the millisecond', () => {
  fc.assert(fc.property(fc.date({ min: new Date(0), max: new Date('2099-12-31T23:59:59Z'), noInvalidDate: true }), fc.integer({ min: 0, max: 9 }), (date, digits) => {
    const [seconds, millis] = date.toISOString().slice(0, -1).split('.');
    const fraction = `${millis}000000`.slice(0, digits);
    const text = `${seconds}${digits === 0 ? '' : `.${fraction}`}Z`;
    const kept = Number(`${fraction}000`.slice(0, 3));
    expect(instantOf(text)).toBe(Date.parse(`${seconds}Z`) + kept);
  }), { seed: 7 });
});

it.each([
  ['2026-11-20T11:15:01+01:00', '2026-11-20T10:15:01Z'], ['2026-11-20 10:15:01', '2026-11-20T10:15:01Z'], ['2026-11-20', '2026-11-20T00:00:00Z'],
])('reads %s', (text, same) => {
  expect(instantOf(text)).toBe(Date.parse(same));
});

it.each(['', 'yesterday', '2026-11-20T99:15:01Z', '2026-13-20T10:15:01Z', '2026-11-20T10:15:01xZ', 12, null, undefined])('is no number for %j', (text) => {
  expect(instantOf(text)).toBeNaN();
});
