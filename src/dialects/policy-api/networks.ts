import type { RulePeer } from '../../model';
import { IpSet, isMapped, parseCidr, parseV6 } from '../../sets';
import type { ObjectProblems } from '../object-problems';
import { listOf } from '../manifest';
import type { Place } from '../place';
import { quote } from '../../text/quote';

/**
 * Blocks of addresses; pods that hold such an address are meant too.
 * @see https://network-policy-api.sigs.k8s.io/reference/spec/ (AdminNetworkPolicyEgressPeer, networks)
 */
export function decodeNetworks(value: unknown, place: Place, problems: ObjectProblems): RulePeer {
  const items = listOf(value);
  const key = items.every((item) => typeof item === 'string') ? JSON.stringify(items) : undefined;
  const known = key === undefined ? undefined : KNOWN.get(key);
  if (known !== undefined) return known;
  const before = problems.count;
  const parts: IpSet[] = [];
  const blocks = [];
  for (const [i, text] of items.entries()) {
    if (typeof text !== 'string') continue;
    const cidr = isStrictCidr(text) ? parseCidr(text) : undefined;
    if (cidr === undefined) {
      problems.add('invalid-value', place.at(i), `is no block of addresses, got ${quote(text)}`, 'write one such as `10.9.8.0/24` or `2001:db8::/64`');
      continue;
    }
    parts.push(IpSet.cidr(cidr));
    blocks.push({ cidr: text, except: [] });
  }
  const peer: RulePeer = { type: 'addresses', addresses: IpSet.unionOf(parts), pods: 'by-address', blocks };
  if (key !== undefined && problems.count === before && KNOWN.size < MAX_KNOWN) KNOWN.set(key, peer);
  return peer;
}

/** Large inputs repeat few lists of networks very often: up to a bound they are kept once. */
const KNOWN = new Map<string, RulePeer>();
const MAX_KNOWN = 10_000;

/** The `isCIDR` of the API server: host bits are fine; leading zeros and IPv4-mapped addresses, which the older parser takes, are not. */
function isStrictCidr(text: string): boolean {
  const [address, prefix = ''] = text.split('/');
  if (!/^(?:0|[1-9][0-9]*)$/.test(prefix)) return false;
  const dotted = address.includes('.') ? address.slice(address.lastIndexOf(':') + 1).split('.') : [];
  if (dotted.some((octet) => octet.length > 1 && octet.startsWith('0'))) return false;
  const v6 = address.includes(':') ? parseV6(address) : undefined;
  return v6 === undefined || !isMapped(v6);
}
