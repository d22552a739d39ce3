import type { Direction } from '../../../model';
import { formatAddress } from '../../../sets';
import type { Resolved } from '../../invariants/resolve';
import { demandOf, judge } from './demand';
import { mayBeCreated } from './end-specs';
import { Membership } from './membership';
import { bucketsOf } from './buckets';
import { firstOf, piecesOf } from './pairs';
import type { World } from './world';

/** Whether pods to come would break an invariant on the network of their node, where policies neither select them nor name them as peers. */
export function mindsHosts(world: World, { statement, from, ...rest }: Resolved, membership: Membership | undefined): boolean {
  const isMade = (c: number) => world.representative(c) !== undefined;
  if (membership === undefined) return world.made().some(({ classId }) => from.means(world.facts(classId)) !== 'no');
  const sources = mayBeCreated(statement.from) ? membership.sources.filter(isMade) : [];
  const destinations = mayBeCreated(statement.to) ? membership.destinations.filter(isMade) : [];
  if (statement.demand === 'never') return sources.length + destinations.length > 0;
  const demand = demandOf({ statement, from, ...rest }, membership.masks);
  const { fromMask, toMask, masks } = membership;
  const refuses = (direction: Direction, hosts: Iterable<number>, pods: readonly number[], podMask: Int32Array) => {
    const hostMasks = [...new Set(hosts)];
    const buckets = hostMasks.length === 0 ? [] : bucketsOf(pods, (c) => world.engine.rowNumber(direction, c), podMask);
    return buckets.some(({ row, mask, classes: [c] }) => [...piecesOf(world.engine.outside(direction, row))].some(({ set }) => {
      const address = firstOf(set);
      if (!world.engine.sharesFamily(c, address)) return false;
      const reach = world.reachNamed(direction, c, { label: formatAddress(address), positions: [], address, holders: ['node'] });
      return hostMasks.some((host) => {
        const { broken, undetermined } = judge(demand, reach, masks.both(host, mask));
        return !broken.isEmpty() || !undetermined.isEmpty();
      });
    }));
  };
  return refuses('ingress', sources.map((c) => fromMask[c]), membership.destinations, toMask)
    || refuses('egress', destinations.map((c) => toMask[c]), membership.sources, fromMask);
}
