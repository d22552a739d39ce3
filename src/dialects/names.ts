/**
 * The syntax of names in the Kubernetes API. Each function says what is wrong with a text, in words that finish the sentence
 * "the name …", or `undefined` when the API server takes it.
 */

const QUALIFIED = /^[A-Za-z0-9](?:[-A-Za-z0-9_.]*[A-Za-z0-9])?$/;
const DNS_LABEL = /^[a-z0-9](?:[-a-z0-9]*[a-z0-9])?$/;

/** The longest DNS subdomain, in characters. */
export const MAX_SUBDOMAIN = 253;
/** The longest DNS label, label value and name part of a label key, in characters. */
const MAX_LABEL = 63;
/** The longest name of a port, in characters. */
const MAX_PORT_NAME = 15;
/** The largest size of all annotations of an object, keys and values together, in bytes of UTF-8. */
export const MAX_ANNOTATIONS = 256 * 1024;

/**
 * Namespace names.
 * @see RFC 1123, section 2.1
 */
export function dnsLabelProblem(text: string): string | undefined {
  if (text === '') return 'is empty';
  if (text.length > MAX_LABEL) return `has ${text.length} characters, more than ${MAX_LABEL}`;
  return DNS_LABEL.test(text) ? undefined : 'must consist of lower-case letters, digits and `-`, and begin and end with a letter or digit';
}

/**
 * Object names: labels joined by dots, where only the whole has a bound.
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/names/#dns-subdomain-names
 */
export function dnsSubdomainProblem(text: string): string | undefined {
  if (text === '') return 'is empty';
  if (text.length > MAX_SUBDOMAIN) return `has ${text.length} characters, more than ${MAX_SUBDOMAIN}`;
  return DNS_LABEL.test(text) || text.split('.').every((part) => DNS_LABEL.test(part))
    ? undefined
    : 'must consist of lower-case letters, digits, `-` and `.`, and each part must begin and end with a letter or digit';
}

/** @see https://kubernetes.io/docs/concepts/overview/working-with-objects/names/#path-segment-names */
export function pathSegmentProblem(text: string): string | undefined {
  return text === '.' || text === '..' || /[/%]/.test(text) ? 'must not be "." or ".." or have "/" or "%"' : undefined;
}

/**
 * Keys of labels: a name of 1 to 63 characters, after an optional DNS subdomain and `/`.
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#syntax-and-character-set
 */
export function labelKeyProblem(key: string): string | undefined {
  if (key.length <= MAX_LABEL && QUALIFIED.test(key)) return undefined;
  const parts = key.split('/');
  if (parts.length > 2) return 'has more than one `/`';
  const name = parts[parts.length - 1];
  if (parts.length === 2) {
    const prefix = dnsSubdomainProblem(parts[0]);
    if (prefix !== undefined) return `has a prefix that ${prefix}`;
  }
  if (name === '') return parts.length === 2 ? 'has an empty name after the `/`' : 'is empty';
  if (name.length > MAX_LABEL) return `has a name of ${name.length} characters, more than ${MAX_LABEL}`;
  return QUALIFIED.test(name) ? undefined : 'must consist of letters, digits, `-`, `_` and `.`, and begin and end with a letter or digit';
}

/** Keys of annotations: as keys of labels, but the prefix may be upper case. */
export function annotationKeyProblem(key: string): string | undefined {
  return labelKeyProblem(key.toLowerCase());
}

/** The size of all annotations of an object together. */
export function annotationsProblem(annotations: Readonly<Record<string, string>>): string | undefined {
  const size = Object.entries(annotations).reduce((sum, [key, value]) => sum + Buffer.byteLength(key) + Buffer.byteLength(value), 0);
  return size > MAX_ANNOTATIONS ? `must not exceed ${MAX_ANNOTATIONS} bytes in total, got \`${size}\`` : undefined;
}

/** Values of labels; the empty one is fine. */
export function labelValueProblem(value: string): string | undefined {
  if (value === '') return undefined;
  if (value.length > MAX_LABEL) return `has ${value.length} characters, more than ${MAX_LABEL}`;
  return QUALIFIED.test(value) ? undefined : 'must consist of letters, digits, `-`, `_` and `.`, and begin and end with a letter or digit';
}

/**
 * Names of ports.
 * @see RFC 6335, section 5.1
 */
export function portNameProblem(name: string): string | undefined {
  if (name === '') return 'is empty';
  if (name.length > MAX_PORT_NAME) return `has ${name.length} characters, more than ${MAX_PORT_NAME}`;
  if (!/^[-a-z0-9]+$/.test(name)) return 'must consist of lower-case letters, digits and `-`';
  if (!/[a-z]/.test(name)) return 'must contain at least one letter';
  if (name.includes('--')) return 'must not contain two `-` in a row';
  return name.startsWith('-') || name.endsWith('-') ? 'must not begin or end with `-`' : undefined;
}
