import { ofText } from './remember';
import { MAYBE, Match, NO, YES } from './values';

export interface Address {
  readonly family: 4 | 6;
  readonly value: bigint;
}

export interface Range {
  readonly family: 4 | 6;
  readonly first: bigint;
  readonly last: bigint;
  /** The length of the prefix as written. */
  readonly prefix: number;
}

/** Four decimal numbers; zeros in front are taken, as Go's old parser takes them. */
function readV4(text: string): bigint | undefined {
  const parts = text.split('.');
  if (parts.length !== 4) return undefined;
  let value = 0n;
  for (const part of parts) {
    if (!/^[0-9]+$/.test(part) || Number(part) > 255) return undefined;
    value = value * 256n + BigInt(Number(part));
  }
  return value;
}

function readGroups(text: string): bigint[] | undefined {
  if (text === '') return [];
  const groups: bigint[] = [];
  const parts = text.split(':');
  for (let i = 0; i < parts.length; i++) {
    const part = parts[i];
    if (part.includes('.')) {
      const tail = readV4(part);
      if (i !== parts.length - 1 || tail === undefined) return undefined;
      groups.push(tail >> 16n, tail & 0xffffn);
    } else {
      if (!/^[0-9a-fA-F]+$/.test(part) || parseInt(part, 16) > 0xffff) return undefined;
      groups.push(BigInt(parseInt(part, 16)));
    }
  }
  return groups;
}

function readV6(text: string): bigint | undefined {
  const halves = text.split('::');
  if (halves.length > 2) return undefined;
  const head = readGroups(halves[0]);
  const tail = halves.length === 2 ? readGroups(halves[1]) : [];
  if (head === undefined || tail === undefined) return undefined;
  const missing = 8 - head.length - tail.length;
  if (halves.length === 2 ? missing < 1 : missing !== 0) return undefined;
  return [...head, ...new Array<bigint>(missing).fill(0n), ...tail].reduce((sum, group) => sum * 65536n + group, 0n);
}

const MAPPED = 0xffffn << 32n;

export function readAddress(text: unknown): Address | undefined {
  return typeof text === 'string' ? addressIn(text) : undefined;
}

const addressIn = ofText((text): Address | undefined => {
  const v4 = readV4(text);
  if (v4 !== undefined) return { family: 4, value: v4 };
  const v6 = text.includes(':') ? readV6(text) : undefined;
  if (v6 === undefined) return undefined;
  return v6 >> 32n === 0xffffn ? { family: 4, value: v6 & 0xffffffffn } : { family: 6, value: v6 };
});

/** A CIDR as the API server's old parser reads it: host bits are cut off, IPv4 in IPv6 clothes is IPv4. */
export function readRange(text: unknown): Range | undefined {
  return typeof text === 'string' ? rangeIn(text) : undefined;
}

const rangeIn = ofText((text): Range | undefined => {
  const match = /^([0-9a-fA-F:.]+)\/([0-9]+)$/.exec(text);
  if (!match) return undefined;
  const prefix = Number(match[2]);
  const v4 = readV4(match[1]);
  const value = v4 ?? (match[1].includes(':') ? readV6(match[1]) : undefined);
  const bits = v4 === undefined ? 128 : 32;
  if (value === undefined || prefix > bits) return undefined;
  const size = 1n << BigInt(bits - prefix);
  const first = value - (value % size);
  const last = first + size - 1n;
  if (bits === 128 && prefix >= 96 && first >> 32n === 0xffffn) {
    return { family: 4, first: first - MAPPED, last: last - MAPPED, prefix: prefix - 96 };
  }
  return { family: bits === 32 ? 4 : 6, first, last, prefix };
});

function contains(range: Range, address: Address): boolean {
  return range.family === address.family && range.first <= address.value && address.value <= range.last;
}

/** A block: a range without its exceptions. */
export interface Block {
  readonly range: Range;
  readonly except: readonly Range[];
}

export function inBlock(block: Block, address: Address): boolean {
  return contains(block.range, address) && !block.except.some((range) => contains(range, address));
}

/** What no pod has as its address: the API takes none of these for endpoints (of the host, the link, groups), and clouds have services there. */
const NO_POD = ['0.0.0.0/8', '127.0.0.0/8', '169.254.0.0/16', '224.0.0.0/4', '::1/128', 'fe80::/10', 'ff00::/8'].map((text) => readRange(text)!);

function isWithin(range: Range, other: Range): boolean {
  return range.family === other.family && other.first <= range.first && range.last <= other.last;
}

/**
 * Whether a packet of one family (or of any, when no family is named) comes from or goes to an address in one of the blocks.
 * Nobody knows where a pod without an address will be.
 */
export function addressesMatch(addresses: readonly Address[], family: 4 | 6 | undefined, blocks: readonly Block[]): Match {
  const speaks = (item: { readonly family: 4 | 6 }) => family === undefined || item.family === family;
  if (addresses.length === 0) return blocks.some(({ range }) => speaks(range) && !NO_POD.some((other) => isWithin(range, other))) ? MAYBE : NO;
  const usable = addresses.filter(speaks);
  const hits = usable.filter((address) => blocks.some((block) => inBlock(block, address))).length;
  if (hits === 0) return NO;
  return hits === usable.length ? YES : MAYBE;
}

/** A block of one address. */
export function blockOf({ family, value }: Address): Block {
  return { range: { family, first: value, last: value, prefix: family === 4 ? 32 : 128 }, except: [] };
}
