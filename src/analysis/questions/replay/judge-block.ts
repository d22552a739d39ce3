import type { AddressHolder, Engine } from '../../../engine';
import type { Direction } from '../../../model';
import { Verdict } from '../../../results/reachability';
import type { IpSet, Packet } from '../../../sets';
import { outsideReach } from '../../pairs/outside';
import { verdictOf } from '../../ends/reach-between';

const VERDICT = { allowed: Verdict.ALLOWED, denied: Verdict.DENIED, unknown: Verdict.UNKNOWN } as const;
/** What may have an address that is not stated to be outside. */
const INSIDE: readonly AddressHolder[] = ['pod', 'node', 'own-node', 'service'];

/**
 * The verdict on a packet between a class and some address of a set; `undefined` where it is not one verdict for all of them, and all that may
 * have them. `inside`: the addresses that something of the cluster may have.
 */
export function verdictOnBlock(
  engine: Engine, direction: Direction, subject: number, block: IpSet, inside: IpSet, { protocol, port }: Packet,
): Verdict | undefined {
  const found = new Set<Verdict>();
  for (const { addresses, reaches: [[outside]] } of outsideReach([engine], direction, [[subject]])) {
    const meant = addresses.intersect(block);
    if (meant.isEmpty()) continue;
    const address = meant.intersect(inside).first();
    const held = address === undefined ? [] : INSIDE.map((holder) =>
      (direction === 'egress' ? engine.reachHolder(subject, address, holder) : engine.reachHolder(address, subject, holder)));
    for (const reach of [outside, ...held]) found.add(VERDICT[verdictOf(reach, protocol, port)]);
  }
  const [verdict] = found;
  return found.size === 1 && verdict !== Verdict.UNKNOWN ? verdict : undefined;
}
