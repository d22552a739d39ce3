import type { Block, RulePeer } from '../../model';
import { IpSet, parseCidr } from '../../sets';
import type { Cidr } from '../../sets';
import type { ObjectProblems } from '../object-problems';
import { compact, listOf } from '../manifest';
import type { Fields } from '../manifest';
import type { Place } from '../place';
import { quote } from '../../text/quote';

const FORM = 'write a block such as \`10.9.8.0/24\` or \`2001:db8::/64\`';

/**
 * A block of addresses without its exceptions. Whether it means pods too is left to the CNI.
 * @see https://kubernetes.io/docs/concepts/services-networking/network-policies/#behavior-of-to-and-from-selectors
 */
export function decodeIpBlock(block: Fields, place: Place, problems: ObjectProblems): RulePeer | undefined {
  const key = keyOf(block);
  const known = key === undefined ? undefined : KNOWN.get(key);
  if (known !== undefined) return { type: 'addresses', addresses: known.addresses, pods: 'depends-on-cni', blocks: known.blocks };
  const before = problems.count;
  const read = readBlock(block, place, problems);
  if (read === undefined) return undefined;
  if (key !== undefined && problems.count === before && KNOWN.size < MAX_KNOWN) KNOWN.set(key, read);
  return { type: 'addresses', addresses: read.addresses, pods: 'depends-on-cni', blocks: read.blocks };
}

interface ReadBlock {
  readonly addresses: IpSet;
  readonly blocks: readonly Block[];
}

/** Large inputs repeat few blocks very often: up to this many that are in order are read and kept once. */
const MAX_KNOWN = 10_000;
const KNOWN = new Map<string, ReadBlock>();

/** `undefined` for what is rare: several exceptions, and values of other types. */
function keyOf({ cidr, except }: Fields): string | undefined {
  if (typeof cidr !== 'string') return undefined;
  if (except === undefined) return `- ${cidr}`;
  // the length distinguishes texts that are equal only when joined
  return Array.isArray(except) && except.length === 1 && typeof except[0] === 'string' ? `${cidr.length} ${cidr} ${except[0]}` : undefined;
}

function readBlock(block: Fields, place: Place, problems: ObjectProblems): ReadBlock | undefined {
  const text = block.cidr ?? '';
  if (typeof text !== 'string') return undefined;
  const cidr = parseCidr(text);
  if (cidr === undefined) {
    if (text === '') problems.add('missing-field', place.at('cidr'), 'is required', FORM);
    else problems.add('invalid-value', place.at('cidr'), `is no block of addresses, got ${quote(text)}`, FORM);
  }
  const except: string[] = [];
  const cut: IpSet[] = [];
  const holes = listOf(block.except);
  for (let i = 0; i < holes.length; i++) {
    const written = holes[i] ?? '';
    if (typeof written !== 'string') return undefined;
    const hole = parseCidr(written);
    if (hole === undefined) {
      problems.add('invalid-value', place.at('except').at(i), `is no block of addresses, got ${quote(written)}`, FORM);
      continue;
    }
    if (cidr !== undefined && !isInside(hole, written, cidr, text)) {
      problems.add('invalid-value', place.at('except').at(i), `must be a smaller block inside ${quote(text)}, got ${quote(written)}`);
    }
    except.push(written);
    cut.push(IpSet.cidr(hole));
  }
  const addresses = cidr === undefined ? IpSet.NONE : IpSet.cidr(cidr).subtract(IpSet.unionOf(cut));
  return { addresses, blocks: [{ cidr: text, except: compact(except) }] };
}

/** As the API server compares: the first address is in the block, and the written prefix is longer. */
function isInside(hole: Cidr, writtenHole: string, cidr: Cidr, written: string): boolean {
  if (prefixOf(writtenHole) <= prefixOf(written)) return false;
  if (hole.family === 4) return cidr.family === 4 && cidr.base <= hole.base && hole.base <= cidr.last;
  return cidr.family === 6 && cidr.base <= hole.base && hole.base <= cidr.last;
}

function prefixOf(text: string): number {
  return Number(text.slice(text.indexOf('/') + 1));
}
