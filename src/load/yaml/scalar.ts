import { DocumentFault } from '../fault';

type Scalar = string | number | bigint | boolean | null;

/** What a first character says about a plain scalar: nothing, a word of the table, a number. */
const HINT = new Uint8Array(128);
for (const c of 'yYnNtTfFoO~') HINT[c.charCodeAt(0)] = 1;
for (const c of '+-0123456789') HINT[c.charCodeAt(0)] = 2;
HINT['.'.charCodeAt(0)] = 3;

const WORDS = new Map<string, Scalar>([
  ...['y', 'Y', 'yes', 'Yes', 'YES', 'true', 'True', 'TRUE', 'on', 'On', 'ON'].map((word) => [word, true] as const),
  ...['n', 'N', 'no', 'No', 'NO', 'false', 'False', 'FALSE', 'off', 'Off', 'OFF'].map((word) => [word, false] as const),
  ...['', '~', 'null', 'Null', 'NULL'].map((word) => [word, null] as const),
  ...['.nan', '.NaN', '.NAN'].map((word) => [word, NaN] as const),
  ...['.inf', '.Inf', '.INF', '+.inf', '+.Inf', '+.INF'].map((word) => [word, Infinity] as const),
  ...['-.inf', '-.Inf', '-.INF'].map((word) => [word, -Infinity] as const),
]);

const DECIMAL = /^[-+]?(?:0|[1-9][0-9]*)$/;
const INTEGER = /^([-+]?)(0[xX][0-9a-fA-F]+|0[bB][01]+|0[oO]?[0-7]+|0|[1-9][0-9]*)$/;
/** `0b+11` is 3: the sign behind the prefix is an accident of the reference, kept because kubectl has it. */
const SIGNED_BINARY = /^0b([-+])([01]+)$/;
const FLOAT = /^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$/;
/** Here the underscores must be between digits. */
const DOT_FLOAT = /^\.[0-9]+(?:_[0-9]+)*(?:[eE][-+]?[0-9]+(?:_[0-9]+)*)?$/;

/** True if the text may be something else than a string. */
export function isSuspect(text: string): boolean {
  if (text.length === 0) return true;
  const code = text.charCodeAt(0);
  return code < 128 && HINT[code] !== 0;
}

/**
 * The value of a plain scalar without a tag, as kubectl reads it.
 *
 * Octal `0755`, `0b11`, `1_000` and the words of YAML 1.1 count; sexagesimal numbers and dates are strings.
 * `NaN` and the infinities come back as numbers: a document with one is refused elsewhere.
 */
export function resolvePlain(text: string): Scalar {
  const code = text.length === 0 ? 126 : text.charCodeAt(0);
  const hint = code < 128 ? HINT[code] : 0;
  if (hint === 0) return text;
  if (hint !== 2 || text.charCodeAt(1) === 46) {
    const word = WORDS.get(text);
    if (word !== undefined) return word;
  }
  if (hint === 1) return text;
  return integerOf(text) ?? floatOf(text) ?? text;
}

/** The integer value of a plain scalar, if it fits into 64 bits. */
export function integerOf(text: string): number | bigint | undefined {
  if (text.length < 16 && DECIMAL.test(text)) return Number(text) + 0;
  const plain = text.includes('_') ? text.replaceAll('_', '') : text;
  const parts = INTEGER.exec(plain);
  if (parts === null) {
    const binary = SIGNED_BINARY.exec(plain);
    return binary === null ? undefined : inRange(binary[1], BigInt(`0b${binary[2]}`), true);
  }
  const digits = parts[2];
  const octal = digits.length > 1 && digits[0] === '0' && digits[1] >= '0' && digits[1] <= '7';
  return inRange(parts[1], BigInt(octal ? `0o${digits}` : digits.toLowerCase()), false);
}

function inRange(sign: string, size: bigint, signedOnly: boolean): number | bigint | undefined {
  const value = sign === '-' ? -size : size;
  const most = sign === '' && !signedOnly ? 2n ** 64n - 1n : 2n ** 63n - 1n;
  if (value < -(2n ** 63n) || value > most) return undefined;
  return value >= BigInt(Number.MIN_SAFE_INTEGER) && value <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(value) : value;
}

/** The float value of a plain scalar; beyond the range of a double it is a string. */
export function floatOf(text: string): number | undefined {
  const plain = text.includes('_') ? text.replaceAll('_', '') : text;
  if (text.charCodeAt(0) === 46 ? !DOT_FLOAT.test(text) : !FLOAT.test(plain)) return undefined;
  const value = Number(plain);
  return Number.isFinite(value) ? value : undefined;
}

const PREFIX = 'tag:yaml.org,2002:';

/** The value of a scalar with a tag, `tag` in its long form. */
export function resolveTagged(tag: string, text: string, offset: number): Scalar {
  const name = tag.startsWith(PREFIX) ? tag.slice(PREFIX.length) : '';
  if (name === 'binary') return binaryOf(text, offset);
  if (!['bool', 'int', 'float', 'null', 'timestamp'].includes(name)) return text;
  const value = resolvePlain(text);
  const float = typeof value === 'number' && integerOf(text) === undefined;
  const fits = {
    bool: typeof value === 'boolean',
    int: typeof value === 'bigint' || (typeof value === 'number' && !float),
    float: typeof value === 'number' || (typeof value === 'bigint' && value < 2n ** 63n),
    null: value === null,
    timestamp: typeof value === 'string' && isTimestamp(text),
  }[name];
  if (fits !== true) throw new DocumentFault('bad-tag', `the value does not fit its tag \`!!${name}\``, offset, 'remove the tag or correct the value');
  return name === 'float' ? Number(value) : value;
}

/** Whether the text is a date in one of the four forms that kubectl knows. */
function isTimestamp(text: string): boolean {
  const parts = /^(\d{4})-(\d\d?)-(\d\d?)(?:(?:[Tt](?=.*(?:Z|[-+]\d\d:\d\d)$)| (?=[^Z+-]*$))(\d\d?):(\d\d?):(\d\d?)(?:\.\d+)?(?:Z|[-+]\d\d:\d\d)?)?$/.exec(text);
  if (parts === null) return false;
  const [year, month, day, hour = 0, minute = 0, second = 0] = parts.slice(1).map((part) => (part === undefined ? undefined : Number(part)));
  const days = new Date(Date.UTC(2000, month!, 0)).getUTCDate() - (month === 2 && !isLeap(year!) ? 1 : 0);
  return month! >= 1 && month! <= 12 && day! >= 1 && day! <= days && hour < 24 && minute < 60 && second < 60;
}

function isLeap(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

function binaryOf(text: string, offset: number): string {
  const compact = text.replace(/[\r\n]/g, '');
  if (compact.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(compact)) {
    throw new DocumentFault('bad-tag', 'the value of `!!binary` is not base64', offset, 'correct it or use a string');
  }
  return Buffer.from(compact, 'base64').toString('utf8');
}
