import type { Rule } from '../../model';
import { IpSet } from '../../sets';

/** Whether a rule matches every address of a family, or every peer. A block with exceptions does not count. */
export function matchesAnywhere({ peers }: Rule): boolean {
  return peers === undefined || areAll(addressesIn(peers));
}

/** Whether a rule matches every peer, or most addresses of a family: a few exceptions do not make them a list of known ones. */
export function matchesMost({ peers }: Rule): boolean {
  return peers === undefined || areMost(addressesIn(peers));
}

/** Whether they are all addresses of a family. */
export function areAll(addresses: IpSet): boolean {
  return IpSet.ALL_V4.isSubsetOf(addresses) || IpSet.ALL_V6.isSubsetOf(addresses);
}

/** Whether they are half of the addresses of IPv4 or more, or half of those of IPv6 that the internet uses. */
export function areMost(addresses: IpSet): boolean {
  const v4 = [...addresses.v4].reduce((sum, { first, last }) => sum + last - first + 1, 0);
  const v6 = [...addresses.intersect(INTERNET_OF_V6).v6].reduce((sum, { first, last }) => sum + last - first + 1n, 0n);
  return v4 >= 2 ** 31 || v6 >= 1n << 124n;
}

/** @see RFC 4291, section 2.4 */
const INTERNET_OF_V6 = IpSet.cidrs(['2000::/3']);

/** The addresses that some peers mean as blocks. */
export function addressesIn(peers: NonNullable<Rule['peers']>): IpSet {
  return IpSet.unionOf(peers.flatMap((peer) => (peer.type === 'addresses' ? [peer.addresses] : [])));
}
