/** An object of parsed input. */
export type Fields = Readonly<Record<string, unknown>>;

const NONE: Fields = {};

/** Whether a value is a JSON object, not a list and not null. */
export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The fields of a JSON object; none for any other value. */
export function fieldsOf(value: unknown): Fields {
  return isFields(value) ? value : NONE;
}

/** The items of a JSON list; none for any other value. */
export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** The value if it is a string that is not empty. */
export function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** A whole number from 0, also one written as text, as JSON has it for those beyond 2^53. */
export function countOf(value: unknown): number | undefined {
  const number = typeof value === 'string' && /^[0-9]{1,20}$/.test(value) ? Number(value) : value;
  if (typeof number === 'bigint') return number >= 0n ? Number(number) : undefined;
  return typeof number === 'number' && number >= 0 && Number.isFinite(number) && Math.floor(number) === number ? number : undefined;
}

/** 1 to 65535. */
export function portOf(value: unknown): number | undefined {
  const port = countOf(value);
  return port !== undefined && port >= 1 && port <= 65535 ? port : undefined;
}

/** The texts of a list; what is none is left out. */
export function textsOf(value: unknown): string[] {
  return listOf(value).filter((item): item is string => typeof item === 'string' && item !== '');
}

/** Labels of which some may be no text. */
export function labelsOf(value: unknown): Record<string, string> {
  const labels: Record<string, string> = Object.create(null) as Record<string, string>;
  for (const [key, item] of Object.entries(fieldsOf(value))) if (typeof item === 'string') labels[key] = item;
  return labels;
}

/** Labels written as `a=b`, joined by something. */
export function labelList(text: string, separator: RegExp | string): Record<string, string> {
  const labels: Record<string, string> = Object.create(null) as Record<string, string>;
  for (const part of text.split(separator)) {
    const at = part.indexOf('=');
    if (at > 0) labels[part.slice(0, at).trim()] = part.slice(at + 1).trim();
  }
  return labels;
}
