import { fail } from '../../errors';
import { parseAddress } from '../../sets';
import { kindOf, show } from '../../text/show';
import { Peer } from './peer';

/** The block of one address. */
export function hostBlock(address: unknown, what: string): string {
  if (typeof address !== 'string') fail('address-type', `${what} must be a text, got ${show(address)}`, 'write `10.96.0.10` in quotes');
  const parsed = parseAddress(address);
  if (parsed === undefined) fail('address-syntax', `${what} must be one IPv4 or IPv6 address, got ${show(address)}`, 'write `10.96.0.10` or `fd00::a`');
  return Peer.cidr(`${address}/${parsed.family === 4 ? 32 : 128}`)._peers('')!.flatMap((peer) => (peer.type === 'addresses' ? peer.blocks! : []))[0].cidr;
}

/** Addresses that have no safe default: single ones, or blocks. */
export function addressPeers(addresses: unknown, where: string): Peer[] {
  if (addresses === undefined) fail('addresses-missing', '`addresses` has no safe default, got none', where);
  if (!Array.isArray(addresses)) fail('addresses-type', `\`addresses\` must be a list, got ${kindOf(addresses)}`, 'write `[\'10.0.0.1\']`');
  if (addresses.length === 0) fail('addresses-empty', '`addresses` must name at least one address or block, got `[]`', where);
  return Array.from(addresses as unknown[], (address) =>
    Peer.cidr(typeof address === 'string' && !address.includes('/') ? hostBlock(address, 'an address') : (address as string)));
}
