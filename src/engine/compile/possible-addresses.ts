import type { Facts } from '../../model';
import { METADATA_ADDRESSES, NOT_INTERNET_V4, NOT_INTERNET_V6 } from '../../profiles/address-ranges';
import { IpSet, parseAddress } from '../../sets';

/** Where pods may have their addresses of which the input shows none: those on the host network have those of nodes. */
export interface PossibleAddresses {
  readonly pods: IpSet;
  readonly hosts: IpSet;
  /** Whether it is stated that all pods have theirs there. */
  readonly isStated: boolean;
}

/** Addresses of a link, a host or a group, and of services of clouds: no pod and no node has one as its own. */
const OF_NO_POD = IpSet.cidrs([...NOT_INTERNET_V4, ...NOT_INTERNET_V6].filter(({ holder }) => holder !== undefined).map(({ cidr }) => cidr))
  .union(IpSet.addresses(METADATA_ADDRESSES.map((text) => parseAddress(text)!)));

const ANYWHERE = IpSet.ALL.subtract(OF_NO_POD);
const NOTHING_STATED: PossibleAddresses = { pods: ANYWHERE, hosts: ANYWHERE, isStated: false };

/** Where the facts leave room for the addresses of pods. */
export function possibleAddresses({ podRanges }: Partial<Facts> = {}): PossibleAddresses {
  return podRanges === undefined ? NOTHING_STATED : { pods: podRanges.subtract(OF_NO_POD), hosts: ANYWHERE, isStated: true };
}
