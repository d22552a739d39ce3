import { DocumentFault } from '../fault';
import { floatOf, integerOf, isSuspect, resolvePlain, resolveTagged } from './scalar';

/** The property name of a plain key: JSON has strings only, so `on` is "true", `0755` is "493" and `1e6` is "1e+06". */
export function plainKey(text: string, offset: number): string {
  if (!isSuspect(text)) return text;
  const value = resolvePlain(text);
  if (typeof value === 'string') return value;
  if (value === null) throw badKey('null', offset);
  if (typeof value === 'boolean') return String(value);
  const integer = integerOf(text);
  if (integer === undefined) return floatKey(floatOf(text) ?? Number(value));
  if (integer >= 2n ** 63n) throw badKey('an integer beyond 64 bits', offset);
  return String(integer);
}

/** The property name of a key with a tag, `tag` in its long form. */
export function taggedKey(tag: string, text: string, offset: number): string {
  const value = resolveTagged(tag, text, offset);
  if (value === null) throw badKey('null', offset);
  if (typeof value === 'string') return value;
  return typeof value === 'number' && tag.endsWith(':float') ? floatKey(value) : plainKey(text, offset);
}

export function badKey(what: string, offset: number): DocumentFault {
  return new DocumentFault('bad-key', `a key must be a string, got ${what}`, offset, 'put it in quotes (templates must be rendered first)');
}

/** A float in the shortest form of single precision, as the reference writes keys. */
function floatKey(value: number): string {
  const single = Math.fround(value);
  if (Number.isNaN(single)) return '.nan';
  if (!Number.isFinite(single)) return single > 0 ? '.inf' : '-.inf';
  if (single === 0) return Object.is(value, -0) || Object.is(single, -0) ? '-0' : '0';
  let digits = 1;
  while (digits < 9 && Math.fround(Number(single.toExponential(digits - 1))) !== single) digits++;
  const [mantissa, power] = single.toExponential(digits - 1).split('e');
  const exponent = Number(power);
  if (exponent >= -4 && exponent < 6) return plainDecimal(mantissa, exponent);
  const sign = exponent < 0 ? '-' : '+';
  return `${mantissa}e${sign}${String(Math.abs(exponent)).padStart(2, '0')}`;
}

function plainDecimal(mantissa: string, exponent: number): string {
  const sign = mantissa.startsWith('-') ? '-' : '';
  const digits = mantissa.replace(/[-.]/g, '');
  if (exponent < 0) return `${sign}0.${'0'.repeat(-exponent - 1)}${digits}`;
  if (digits.length <= exponent + 1) return sign + digits.padEnd(exponent + 1, '0');
  return `${sign}${digits.slice(0, exponent + 1)}.${digits.slice(exponent + 1)}`;
}
