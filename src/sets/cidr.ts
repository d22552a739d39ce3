import { formatV4, formatV6, isMapped, parseV4, parseV6 } from './ip-text';

/** A block of addresses: `size` addresses from `base` on, as numbers of its family. */
export type Cidr =
  | { readonly family: 4; readonly base: number; readonly last: number; readonly prefix: number }
  | { readonly family: 6; readonly base: bigint; readonly last: bigint; readonly prefix: number };

/**
 * Reads `address/prefix` as the API server's legacy parser does: host bits are masked away, leading zeros are decimal, and an
 * IPv4-mapped block of `/96` or longer is an IPv4 block. `undefined` when the text is no block.
 */
export function parseCidr(text: string): Cidr | undefined {
  const slash = text.indexOf('/');
  const prefixText = text.slice(slash + 1);
  if (slash < 0 || !/^[0-9]{1,5}$/.test(prefixText)) return undefined;
  const address = text.slice(0, slash);
  const prefix = Number(prefixText);
  if (!address.includes(':')) {
    const value = parseV4(address);
    return value === undefined || prefix > 32 ? undefined : v4Block(value, prefix);
  }
  const value = parseV6(address);
  if (value === undefined || prefix > 128) return undefined;
  const block = v6Block(value, prefix);
  return prefix >= 96 && isMapped(block.base) ? v4Block(Number(block.base & 0xffffffffn), prefix - 96) : block;
}

function v4Block(value: number, prefix: number): Cidr & { family: 4 } {
  const size = 2 ** (32 - prefix);
  const base = value - (value % size);
  return { family: 4, base, last: base + size - 1, prefix };
}

function v6Block(value: bigint, prefix: number): Cidr & { family: 6 } {
  const size = 1n << BigInt(128 - prefix);
  const base = value - (value % size);
  return { family: 6, base, last: base + size - 1n, prefix };
}

/** The canonical text of the block: no host bits, no leading zeros, RFC 5952 for IPv6. */
export function formatCidr(cidr: Cidr): string {
  return `${cidr.family === 4 ? formatV4(cidr.base) : formatV6(cidr.base)}/${cidr.prefix}`;
}
