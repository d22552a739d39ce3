import type { Rule } from '../../model';
import { IpSet } from '../../sets';

/** Whether a rule matches every address of a family, or every peer. A block with exceptions does not count. */
export function matchesAnywhere({ peers }: Rule): boolean {
  if (peers === undefined) return true;
  return peers.some((peer) => peer.type === 'addresses' && (IpSet.ALL_V4.isSubsetOf(peer.addresses) || IpSet.ALL_V6.isSubsetOf(peer.addresses)));
}
