/** An address of one family as a number: `number` below 2^32 for IPv4, `bigint` below 2^128 for IPv6. */
export type Address = { readonly family: 4; readonly value: number } | { readonly family: 6; readonly value: bigint };

export function isSameAddress(a: Address, b: Address): boolean {
  return a.family === b.family && a.value === b.value;
}

const MAPPED = 0xffffn << 32n;

/**
 * Reads an IPv4 or IPv6 address as the API server's legacy parser does: leading zeros are decimal, an IPv4-mapped IPv6 address is IPv4.
 * `undefined` when the text is no address; zones, blanks and signs are none.
 */
export function parseAddress(text: string): Address | undefined {
  if (!text.includes(':')) {
    const value = parseV4(text);
    return value === undefined ? undefined : { family: 4, value };
  }
  const value = parseV6(text);
  if (value === undefined) return undefined;
  return isMapped(value) ? { family: 4, value: Number(value & 0xffffffffn) } : { family: 6, value };
}

/** Whether the value is in `::ffff:0:0/96`. */
export function isMapped(value: bigint): boolean {
  return value >> 32n === MAPPED >> 32n;
}

/** Dotted decimals; leading zeros count as decimal, as the API server's legacy parser reads them. */
export function parseV4(text: string): number | undefined {
  let value = 0;
  let octet = -1;
  let dots = 0;
  for (let i = 0; i < text.length; i++) {
    const digit = text.charCodeAt(i) - 48;
    if (digit >= 0 && digit <= 9) {
      octet = octet < 0 ? digit : octet * 10 + digit;
      if (octet > 255) return undefined;
    } else if (text[i] === '.' && octet >= 0) {
      value = value * 256 + octet;
      octet = -1;
      dots++;
    } else {
      return undefined;
    }
  }
  return dots === 3 && octet >= 0 ? value * 256 + octet : undefined;
}

/**
 * Colon-separated groups with at most one `::` and optionally a dotted tail.
 * @see RFC 4291, section 2.2
 */
export function parseV6(text: string): bigint | undefined {
  const halves = text.split('::');
  if (halves.length > 2) return undefined;
  const groups = halves.map((half, i) => (half === '' ? (halves.length === 2 ? [] : undefined) : parseGroups(half.split(':'), i === halves.length - 1)));
  const [head, tail] = [groups[0], halves.length === 2 ? groups[1] : []];
  if (head === undefined || tail === undefined) return undefined;
  const missing = 8 - head.length - tail.length;
  if (halves.length === 2 ? missing < 1 : missing !== 0) return undefined;
  return [...head, ...new Array<number>(missing).fill(0), ...tail].reduce((value, group) => (value << 16n) | BigInt(group), 0n);
}

function parseGroups(parts: string[], mayEndDotted: boolean): number[] | undefined {
  const groups: number[] = [];
  for (const [i, part] of parts.entries()) {
    if (mayEndDotted && i === parts.length - 1 && part.includes('.')) {
      const v4 = parseV4(part);
      if (v4 === undefined) return undefined;
      groups.push(Math.floor(v4 / 65536), v4 % 65536);
    } else if (/^[0-9a-fA-F]{1,4}$/.test(part)) {
      groups.push(parseInt(part, 16));
    } else {
      return undefined;
    }
  }
  return groups;
}

/** The canonical text: dotted decimals, or RFC 5952 (lower case, the longest run of zeros as `::`). */
export function formatAddress(address: Address): string {
  return address.family === 4 ? formatV4(address.value) : formatV6(address.value);
}

/** The block of one address: `10.0.0.1/32`. */
export function blockOf(address: Address): string {
  return `${formatAddress(address)}/${address.family === 4 ? 32 : 128}`;
}

/** Dotted decimal, `10.0.0.1`, of a value from 0 to 2^32 - 1. */
export function formatV4(value: number): string {
  return [24, 16, 8, 0].map((shift) => Math.floor(value / 2 ** shift) % 256).join('.');
}

/** @see RFC 5952, section 4 */
export function formatV6(value: bigint): string {
  const groups = Array.from({ length: 8 }, (_, i) => Number((value >> BigInt(112 - 16 * i)) & 0xffffn));
  let best = { start: 0, length: 0 };
  for (let i = 0; i < 8; ) {
    let end = i;
    while (end < 8 && groups[end] === 0) end++;
    if (end - i > best.length) best = { start: i, length: end - i };
    i = Math.max(end, i + 1);
  }
  const hex = (part: number[]) => part.map((group) => group.toString(16)).join(':');
  if (best.length < 2) return hex(groups);
  return `${hex(groups.slice(0, best.start))}::${hex(groups.slice(best.start + best.length))}`;
}
