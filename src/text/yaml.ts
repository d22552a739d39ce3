/** Text that YAML reads as this text and nothing else. */
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
  const nested = typeof value === 'object' && value !== null && Object.keys(value).length > 0;
  if (!nested) return ` ${block(value, '')}`;
  return `\n${block(value, `${indent}  `)}`;
}

function text(value: string): string {
  return PLAIN.test(value) && !WORDS.test(value) ? value : JSON.stringify(value);
}
