import type { RulePeer } from '../../model';
import { IpSet } from '../../sets';
import type { LintContext } from '../framework/context';

/** What peers definitely mean: pods by their classes, and addresses as they are written. */
interface Ends {
  readonly classes: ReadonlySet<number>;
  readonly addresses: IpSet;
}

/** What a list of peers means; `undefined`: everyone. Peers that are neither pods nor addresses are left out. */
export function endsMeant(context: LintContext, peers: readonly RulePeer[] | undefined): Ends {
  if (peers === undefined) return { classes: new Set(context.classes()), addresses: IpSet.ALL };
  const all = peers.map((peer) => endsOf(context, peer));
  return { classes: new Set(all.flatMap(({ classes }) => [...classes])), addresses: IpSet.unionOf(all.map(({ addresses }) => addresses)) };
}

function endsOf(context: LintContext, peer: RulePeer): Ends {
  switch (peer.type) {
    case 'endpoints': return { classes: new Set(context.matching(peer.endpoints)), addresses: IpSet.NONE };
    case 'addresses': return { classes: new Set(), addresses: peer.addresses };
    case 'all-of': {
      const none = endsMeant(context, peer.none);
      const all = peer.every.map((peers) => endsMeant(context, peers)).reduce(inBoth, endsMeant(context, undefined));
      return { classes: new Set([...all.classes].filter((c) => !none.classes.has(c))), addresses: all.addresses.subtract(none.addresses) };
    }
    default: return { classes: new Set(), addresses: IpSet.NONE };
  }
}

function inBoth(one: Ends, other: Ends): Ends {
  return { classes: new Set([...one.classes].filter((c) => other.classes.has(c))), addresses: one.addresses.intersect(other.addresses) };
}
