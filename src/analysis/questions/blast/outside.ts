import type { Engine, BreadthFirst } from '../../../engine';
import { Address, formatAddress, IpSet, parseAddress, TrafficSet } from '../../../sets';
import { outsideReach } from '../../pairs/outside';
import { AddressSet } from '../../../results/address-set';
import type { ReachedAddresses, ReachedTarget } from '../../../results/blast';
import { TargetKind } from '../../../results/enums';
import { Traffic } from '../../../results/traffic';

/** Where clouds serve credentials of the machine. */
const METADATA: readonly Address[] = ['169.254.169.254', 'fd00:ec2::254'].map((text) => parseAddress(text)!);

/** The most rows whose addresses outside are computed; further rows are left out. */
const MAX_ROWS = 2000;

/** The addresses that the compromised pods reach, and those that only others do which can be taken over. */
export function outsideOf(engine: Engine, starts: readonly number[], definite: BreadthFirst): ReachedAddresses[] {
  const direct = new Map<string, { traffic: TrafficSet; addresses: IpSet }>();
  let reachedDirectly = IpSet.NONE;
  for (const { addresses, reaches } of outsideReach([engine], 'egress', [starts])) {
    const traffic = TrafficSet.unionOf(reaches[0].map(({ allowed }) => allowed));
    if (traffic.isEmpty()) continue;
    reachedDirectly = reachedDirectly.union(addresses);
    const key = traffic.key;
    direct.set(key, { traffic, addresses: addresses.union(direct.get(key)?.addresses ?? IpSet.NONE) });
  }
  let reachedByOthers = IpSet.NONE;
  let traffic = TrafficSet.NONE;
  for (const c of onePerRow(engine, definite.order).slice(0, MAX_ROWS)) {
    for (const { addresses, reaches } of outsideReach([engine], 'egress', [[c]])) {
      if (reaches[0][0].allowed.isEmpty() || addresses.isSubsetOf(reachedDirectly)) continue;
      reachedByOthers = reachedByOthers.union(addresses.subtract(reachedDirectly));
      traffic = traffic.union(reaches[0][0].allowed);
    }
  }
  const found = [...direct.values()].map((part) => ({ addresses: AddressSet._of(part.addresses), traffic: Traffic._of(part.traffic), direct: true }));
  return reachedByOthers.isEmpty() ? found : [...found, { addresses: AddressSet._of(reachedByOthers), traffic: Traffic._of(traffic), direct: false }];
}

/** The nearest pod that reaches each target: definitely, or else possibly. */
export function targetsOf(
  engine: Engine, starts: readonly number[], definite: BreadthFirst, possible: BreadthFirst,
  apiServer: readonly Address[], name: (c: number) => string, startLabel: string,
): ReachedTarget[] {
  const targets = [
    ...METADATA.map((address) => ({ target: TargetKind.METADATA, address })),
    ...apiServer.map((address) => ({ target: TargetKind.API_SERVER, address })),
  ];
  return targets.flatMap(({ target, address }) => {
    for (const [reached, isUncertain] of [[definite, false], [possible, true]] as const) {
      for (const c of [...starts, ...onePerRow(engine, reached.order)]) {
        const { allowed, unknown } = engine.reach(c, address);
        const traffic = isUncertain ? allowed.union(unknown) : allowed;
        if (traffic.isEmpty()) continue;
        const isStart = starts.includes(c);
        const place = isStart ? { hop: 0, via: startLabel } : { hop: reached.distance[c], via: name(c) };
        return [{ target, address: formatAddress(address), ...place, traffic: Traffic._of(traffic), isUncertain }];
      }
    }
    return [];
  });
}

/** The first class of each egress row, because classes of one row are judged alike. */
function onePerRow(engine: Engine, order: readonly number[]): number[] {
  const seen = new Set<number>();
  return order.filter((c) => {
    const row = engine.rowNumber('egress', c);
    return !seen.has(row) && seen.add(row);
  });
}
