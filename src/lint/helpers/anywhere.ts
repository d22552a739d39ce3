import type { Rule } from '../../model';
import { IpSet } from '../../sets';

/** Whether a rule is about every address of a family, or anyone; such a block without exceptions is the whole internet. */
export function meansAnywhere({ peers }: Rule): boolean {
  if (peers === undefined) return true;
  return peers.some((peer) => peer.type === 'addresses' && (IpSet.ALL_V4.isSubsetOf(peer.addresses) || IpSet.ALL_V6.isSubsetOf(peer.addresses)));
}
