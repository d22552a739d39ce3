import { fail } from '../../errors';
import { IpSet, parseAddress, parseCidr } from '../../sets';
import type { EndSpec } from './statement';

/** The addresses of blocks; a bare address stands for itself. */
export function addressesOf(cidrs: readonly string[]): IpSet {
  if (cidrs.length === 0) fail('invariant-end', 'the list of addresses is empty, so it matches nothing', 'write a block such as `169.254.169.254/32`');
  return cidrs.map((text) => {
    const cidr = parseCidr(text.includes('/') ? text : `${text}/${text.includes(':') ? 128 : 32}`);
    return cidr === undefined ? fail('invariant-end', `an address is a block such as \`10.0.0.0/8\` or \`fd00::/8\`, got \`${text}\``, 'correct it') : IpSet.cidr(cidr);
  }).reduce((set, one) => set.union(one));
}

/** Addresses as an end: blocks, and single addresses, each of which means what has it. */
export function addressesEnd(cidrs: readonly string[]): EndSpec & { readonly type: 'addresses' } {
  return { type: 'addresses', addresses: addressesOf(cidrs), single: cidrs.flatMap((text) => parseAddress(text) ?? []) };
}
