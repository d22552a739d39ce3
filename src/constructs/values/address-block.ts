import { fail } from '../../errors';
import type { Block } from '../../model';
import { Cidr, formatAddress, formatCidr, IpSet, parseAddress, parseCidr } from '../../sets';
import { kindOf, show } from '../../text/show';

/** A block of addresses without some blocks inside it, as written to a manifest, and its addresses. */
export interface AddressBlock {
  readonly block: Block;
  readonly addresses: IpSet;
}

/** Checks a block and its exceptions; both become canonical, exceptions sorted, without those inside another one. */
export function addressBlock(cidr: unknown, except: unknown): AddressBlock {
  const outer = checkCidr(cidr, 'a block of addresses');
  if (except !== undefined && !Array.isArray(except)) fail('except-type', `the exceptions of a block must be a list, got ${kindOf(except)}`, 'write `[\'10.1.0.0/16\']`');
  const inner = Array.from((except ?? []) as unknown[], (text) => checkException(checkCidr(text, 'an exception'), outer));
  const outermost = inner.filter((one, i) => !inner.some((other, j) => i !== j && contains(other, one) && (!contains(one, other) || j < i)));
  outermost.sort((a, b) => (a.base < b.base ? -1 : 1));
  const addresses = IpSet.cidr(outer).subtract(IpSet.unionOf(outermost.map((one) => IpSet.cidr(one))));
  const block = Object.freeze({ cidr: formatCidr(outer), except: Object.freeze(outermost.map(formatCidr)) });
  if (addresses.isEmpty()) fail('except-everything', `the exceptions leave nothing of ${show(block.cidr)}, got ${show(block.except.join(', '))}`, 'leave the peer out');
  return { block, addresses };
}

/** The API server accepts spellings that people read differently; only unambiguous ones are accepted here. */
function checkCidr(text: unknown, what: string): Cidr {
  if (typeof text !== 'string') fail('cidr-type', `${what} must be a text, got ${show(text)}`, 'write `10.0.0.0/8` or `2001:db8::/32` in quotes');
  const cidr = parseCidr(text);
  if (cidr === undefined) fail('cidr-syntax', `${what} must be an address and a prefix length, got ${show(text)}`, adviceFor(text));
  const [address, prefix] = text.split('/');
  const canonical = `write ${show(formatCidr(cidr))}`;
  const host = parseAddress(address)!;
  if (address.includes(':') && host.family === 4) {
    const mapped = parseCidr(`${formatAddress(host)}/${prefix}`);
    const meant = cidr.family === 4 || mapped === undefined ? canonical : `${canonical} for the IPv6 block, or ${show(formatCidr(mapped))} for the IPv4 one`;
    fail('cidr-mapped', `${what} is an IPv4 block written as IPv6, got ${show(text)}`, meant);
  }
  if (/^0[0-9]/.test(prefix) || /(^|[.:])0[0-9]+\.|\.0[0-9]+(\.|$)/.test(address)) {
    fail('cidr-leading-zeros', `${what} has numbers with leading zeros, which some read as octal, got ${show(text)}`, canonical);
  }
  if (host.family !== cidr.family || host.value !== cidr.base) {
    const alone = show(`${formatAddress(host)}/${host.family === 4 ? 32 : 128}`);
    fail('cidr-host-bits', `${what} has bits beyond its prefix, got ${show(text)}`, `${canonical} for the block, or ${alone} for the one address`);
  }
  return cidr;
}

/** @see https://kubernetes.io/docs/reference/kubernetes-api/policy-resources/network-policy-v1/#IPBlock */
function checkException(inner: Cidr, outer: Cidr): Cidr {
  const [a, b] = [show(formatCidr(inner)), show(formatCidr(outer))];
  if (inner.family !== outer.family) fail('except-family', `an exception of an IPv${outer.family} block must be IPv${outer.family}, got ${a} in ${b}`, 'give each family its own peer');
  if (contains(inner, outer)) fail('except-everything', `an exception must leave something of its block, got ${a} in ${b}`, 'leave the peer out');
  if (!contains(outer, inner)) fail('except-outside', `an exception must be inside its block, got ${a} in ${b}`, 'leave it out');
  return inner;
}

function contains(outer: Cidr, inner: Cidr): boolean {
  return outer.family === inner.family && outer.base <= inner.base && inner.last <= outer.last;
}

function adviceFor(text: string): string {
  const address = parseAddress(text);
  if (address !== undefined) return `for the one address write ${show(`${text}/${address.family === 4 ? 32 : 128}`)}`;
  const trimmed = text.trim();
  if (trimmed !== text && parseCidr(trimmed) !== undefined) return 'leave the blanks out';
  return 'write `10.0.0.0/8` or `2001:db8::/32`, with a prefix of at most 32 or 128';
}
