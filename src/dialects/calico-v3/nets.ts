import type { RulePeer } from '../../model';
import { IpSet, parseCidr } from '../../sets';

/** A block, or one address; nothing where the text is neither. */
export function setOf(text: string): IpSet {
  const cidr = cidrOf(text);
  return cidr === undefined ? IpSet.NONE : IpSet.cidr(cidr);
}

/** A block, or one address. */
export function cidrOf(text: string): ReturnType<typeof parseCidr> {
  return parseCidr(text.includes('/') ? text : `${text}/${text.includes(':') ? 128 : 32}`);
}

/** Large inputs repeat few lists of networks very often. */
const KNOWN = new Map<string, RulePeer>();
const MAX_KNOWN = 10_000;

/** Blocks of addresses; pods that have such an address are meant, too. */
export function netsPeer(nets: readonly string[]): RulePeer {
  const key = nets.join();
  const known = KNOWN.get(key);
  if (known !== undefined) return known;
  const peer: RulePeer = { type: 'addresses', addresses: IpSet.unionOf(nets.map(setOf)), pods: 'by-address', blocks: nets.map((cidr) => ({ cidr, except: [] })) };
  if (KNOWN.size < MAX_KNOWN) KNOWN.set(key, peer);
  return peer;
}

const OF_FAMILY: Readonly<Record<4 | 6, RulePeer>> = {
  4: { type: 'addresses', addresses: IpSet.ALL_V4, pods: 'by-address', blocks: [{ cidr: '0.0.0.0/0', except: [] }] },
  6: { type: 'addresses', addresses: IpSet.ALL_V6, pods: 'by-address', blocks: [{ cidr: '::/0', except: [] }] },
};

/** Who has an address of the family. */
export function familyPeer(family: 4 | 6): RulePeer {
  return OF_FAMILY[family];
}

/** The family of a block or address, as it is written. */
export function familyOfNet(net: string): 4 | 6 {
  return net.includes(':') ? 6 : 4;
}
