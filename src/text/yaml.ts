import { replaceUnsafe } from './characters';

/** Text that YAML 1.1 and 1.2 read as this text and nothing else. */
const PLAIN = /^[A-Za-z_][A-Za-z0-9_./-]*$/;
const WORDS = /^(true|false|null|yes|no|on|off|y|n)$/i;

/** A value of JSON's kinds as a YAML document, lists and mappings in blocks. */
export function yamlOf(value: unknown): string {
  return `${block(value, '')}\n`;
}

function block(value: unknown, indent: string): string {
  if (Array.isArray(value)) {
    return value.length === 0 ? '[]' : value.map((item) => `${indent}- ${block(item, `${indent}  `).replace(/^ +/, '')}`).join('\n');
  }
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value).filter(([, item]) => item !== undefined);
    return entries.length === 0 ? '{}' : entries.map(([key, item]) => `${indent}${text(key)}:${tail(item, indent)}`).join('\n');
  }
  return typeof value === 'string' ? text(value) : String(value);
}

function tail(value: unknown, indent: string): string {
  const nested = typeof value === 'object' && value !== null && Object.values(value).some((item) => item !== undefined);
  return nested ? `\n${block(value, `${indent}  `)}` : ` ${block(value, '')}`;
}

function text(value: string): string {
  return PLAIN.test(value) && !WORDS.test(value) ? value : replaceUnsafe(JSON.stringify(value), escape);
}

/** YAML escapes whole code points; JSON escapes UTF-16 units. */
function escape(character: string): string {
  const digits = character.codePointAt(0)!.toString(16);
  return digits.length <= 4 ? `\\u${digits.padStart(4, '0')}` : `\\U${digits.padStart(8, '0')}`;
}
