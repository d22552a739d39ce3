import type { Block, RulePeer } from '../../model';
import { IpSet, parseCidr } from '../../sets';
import { fieldsOf, listOf } from '../manifest';
import type { Fields } from '../manifest';
import { remembered } from '../remembered';
import type { Meant } from './groups';
import type { Surroundings } from './surroundings';

/** A block, or one address. */
const setOf = remembered((text): IpSet => {
  const cidr = parseCidr(text.includes('/') ? text : `${text}/${text.includes(':') ? 128 : 32}`);
  return cidr === undefined ? IpSet.NONE : IpSet.cidr(cidr);
});

/** Who has such an address and is neither pod nor node. @see https://docs.cilium.io/en/stable/security/policy/language/#ip-cidr-based */
export function cidrPeer(texts: readonly unknown[]): RulePeer {
  return blocksPeer(texts.filter((text): text is string => typeof text === 'string').map((cidr) => ({ cidr, except: [] })));
}

/** The same for blocks with exceptions, each of which cuts its own block only. */
export function cidrSetPeers(items: readonly unknown[], surroundings: Surroundings): RulePeer[] {
  const blocks: Block[] = [];
  const unknown: RulePeer[] = [];
  for (const item of items.map(fieldsOf)) {
    const except = listOf(item.except).filter((text): text is string => typeof text === 'string');
    const { cidrs, why, missing } = cidrsOf(item, surroundings);
    blocks.push(...cidrs.map((cidr) => ({ cidr, except })));
    if (why !== undefined) unknown.push({ type: 'unreadable', why, outside: true });
    if (missing !== undefined) unknown.push({ type: 'unreadable', why: missing, outside: true, absent: true });
  }
  return blocks.length === 0 ? unknown : [blocksPeer(blocks), ...unknown];
}

function cidrsOf({ cidr, cidrGroupRef, cidrGroupSelector }: Fields, surroundings: Surroundings): Meant {
  if (typeof cidr === 'string') return { cidrs: [cidr] };
  const { groups } = surroundings;
  return typeof cidrGroupRef === 'string' ? groups.named(cidrGroupRef) : groups.selected(cidrGroupSelector);
}

function blocksPeer(blocks: readonly Block[]): RulePeer {
  const withoutExceptions = ({ cidr, except }: Block) => (except.length === 0 ? setOf(cidr) : setOf(cidr).subtract(IpSet.unionOf(except.map(setOf))));
  const addresses = IpSet.unionOf(blocks.map(withoutExceptions));
  return { type: 'addresses', addresses, pods: 'never', blocks };
}

/** Everyone outside the cluster. */
export const WORLD: RulePeer = { type: 'addresses', addresses: IpSet.ALL, pods: 'never' };
