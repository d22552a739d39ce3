import type { Block, RulePeer } from '../../model';
import { IpSet, parseCidr } from '../../sets';
import { fieldsOf, listOf } from '../manifest';
import { remembered } from '../remembered';

const MULTICAST = IpSet.unionOf(['224.0.0.0/4', 'ff00::/8'].map((text) => IpSet.cidr(parseCidr(text)!)));

/** A block as it was written. */
export function blockOf(value: unknown): Block[] {
  const { cidr, except } = fieldsOf(value);
  return typeof cidr === 'string' ? [{ cidr, except: listOf(except).filter((text): text is string => typeof text === 'string') }] : [];
}

/** The addresses of a text; none where it is no block. */
const setOf = remembered((text): IpSet => {
  const cidr = parseCidr(text);
  return cidr === undefined ? IpSet.NONE : IpSet.cidr(cidr);
});

/** Who has an address of some blocks, pods and nodes included; an exception cuts its own block only. */
export function blocksPeer(blocks: readonly Block[]): RulePeer & { readonly type: 'addresses' } {
  const withoutExceptions = ({ cidr, except }: Block) => (except.length === 0 ? setOf(cidr) : setOf(cidr).subtract(IpSet.unionOf(except.map(setOf))));
  const addresses = IpSet.unionOf(blocks.map(withoutExceptions));
  return { type: 'addresses', addresses, pods: 'by-address', blocks };
}

/** Whether a block is one of multicast. */
export function isMulticast({ cidr }: Block): boolean {
  return isOfMulticast(cidr);
}

const isOfMulticast = remembered((text): boolean => {
  const addresses = setOf(text);
  return !addresses.isEmpty() && addresses.isSubsetOf(MULTICAST);
});
