const DAY = 86_400_000;

let lastDate = '';
let lastDay = 0;

/** Milliseconds of Unix time of an RFC 3339 text with up to nine decimals; `NaN` for anything else. */
export function instantOf(value: unknown): number {
  if (typeof value !== 'string') return NaN;
  const text = value;
  if (text.length < 20 || text.charCodeAt(10) !== 84 || text.charCodeAt(text.length - 1) !== 90) return slow(text);
  // records of one day follow each other
  if (!text.startsWith(lastDate) || lastDate === '') {
    const day = Date.parse(`${text.slice(0, 10)}T00:00:00Z`);
    if (Number.isNaN(day)) return NaN;
    lastDate = text.slice(0, 10);
    lastDay = day;
  }
  const time = ((two(text, 11) * 60 + two(text, 14)) * 60 + two(text, 17)) * 1000;
  return lastDay + time + (text.length === 20 ? 0 : millis(text));
}

function two(text: string, at: number): number {
  const value = (text.charCodeAt(at) - 48) * 10 + text.charCodeAt(at + 1) - 48;
  return value >= 0 && value <= 60 ? value : NaN;
}

/** `.5Z`, `.011000001Z` */
function millis(text: string): number {
  if (text.charCodeAt(19) !== 46) return NaN;
  let value = 0;
  for (let i = 0; i < 3; i++) value = value * 10 + (20 + i < text.length - 1 ? text.charCodeAt(20 + i) - 48 : 0);
  return value >= 0 && value < 1000 ? value : NaN;
}

/** With an offset, or a date alone. */
function slow(text: string): number {
  if (!/^\d{4}-\d\d-\d\d([T ]\d\d:\d\d(:\d\d)?([.,]\d{1,9})?(Z|[+-]\d\d:?\d\d)?)?$/i.test(text)) return NaN;
  const iso = text.replace(' ', 'T').replace(',', '.');
  const time = Date.parse(/(Z|[+-]\d\d:?\d\d)$/i.test(iso) || iso.length <= 10 ? iso : `${iso}Z`);
  return time < -DAY ? NaN : time;
}
