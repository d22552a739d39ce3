import type { Direction } from '../../../model';
import { AddressSet } from '../../../results/address-set';
import { AssumptionKind, ProofAssumption } from '../../../results/proof-remarks';
import { Address, formatAddress, IpSet, TrafficSet } from '../../../sets';
import { isNeverInside } from '../../ends/address-meaning';
import { endAt } from '../../ends/at-address';
import { isOutside, Resolved, resolveInvariant } from '../../invariants/resolve';
import type { EndSpecs } from '../../invariants/statement';
import { demandOf, trafficFor } from './demand';
import { holds } from './holds';
import type { Membership } from './membership';
import { bucketsOf } from './buckets';
import { firstOf, piecesOf } from './pairs';
import type { World } from './world';

/** Whether an invariant would not hold if packets bore, or were judged by, other addresses outside than those of their ends. */
export function mindsRewriting({ engine }: World, invariant: Resolved, membership: Membership): boolean {
  const { sources, destinations, fromMask, toMask, regions } = membership;
  const demand = demandOf(invariant, membership.masks);
  const trafficTo = (end: 'from' | 'to', mask: number, family: typeof FAMILIES[number]) => regions(end, mask)
    .filter(({ addresses }) => !addresses[family].isEmpty())
    .reduce((all, region) => all.union(trafficFor(demand, region.mask)), TrafficSet.NONE);
  const minds = (direction: Direction, end: 'from' | 'to', pods: readonly number[], podMask: Int32Array) => {
    const byMask = { v4: new Map<number, TrafficSet>(), v6: new Map<number, TrafficSet>() };
    return bucketsOf(pods, (c) => engine.rowNumber(direction, c), podMask).some(({ row, mask, classes: [c] }) => FAMILIES.some((family) => {
      const traffic = byMask[family].get(mask) ?? trafficTo(end, mask, family);
      byMask[family].set(mask, traffic);
      // the API leaves open whether a packet is judged by an address of a node, and a pod's own node always passes
      if (invariant.statement.demand === 'never' || traffic.isEmpty()) return !traffic.isEmpty();
      return [...piecesOf(engine.outside(direction, row))].some(({ set, outcome }) => {
        if (set[family].isEmpty() || !engine.sharesFamily(c, firstOf(set))) return false;
        const { allowed } = direction === 'ingress' ? engine.both(engine.open(), outcome) : engine.both(outcome, engine.open());
        return !traffic.subtract(allowed).isEmpty();
      });
    }));
  };
  return minds('egress', 'to', sources, fromMask) || minds('ingress', 'from', destinations, toMask);
}

const FAMILIES = ['v4', 'v6'] as const;

/** Whether some ends of an invariant have an address family in common; otherwise nothing passes between them, whatever policies say. */
export function haveCommonFamily({ engine }: World, { sources, destinations, named, regions }: Membership): boolean {
  const ofPods = (classes: readonly number[]) => {
    const families = new Set<number>();
    for (const c of classes) {
      const { addresses } = engine.classes.example[c];
      if (addresses.length === 0) return [4, 6];
      for (const { family } of addresses) families.add(family);
    }
    return families;
  };
  const familiesOf = (classes: readonly number[], end: 'from' | 'to') => new Set([
    ...ofPods(classes),
    ...regions(end, 0).flatMap(({ addresses: { v4, v6 } }) => [...(v4.isEmpty() ? [] : [4]), ...(v6.isEmpty() ? [] : [6])]),
    ...named(end, 0).map(({ named: { address, dialled } }) => (address ?? dialled)!.family),
  ]);
  const into = familiesOf(destinations, 'to');
  return [...familiesOf(sources, 'from')].some((family) => into.has(family));
}

/** What is assumed of each address that an invariant names by itself. */
export function assumedHolders(world: World, { statement }: Resolved): ProofAssumption[] {
  const { session } = world;
  const specs = [statement.from, statement.to, ...statement.except.flatMap(({ from, to }) => [from, to])];
  const named = new Map(specs.flatMap(singlesOf).map((address) => [formatAddress(address), address]));
  return [...named].flatMap(([text, address]): ProofAssumption[] => {
    const end = endAt(session, address);
    if (end.holders !== undefined || isNeverInside(address)) return [];
    if (holds(world, resolveInvariant(session, statement, address))) return [];
    const addresses = AddressSet._of(IpSet.address(address));
    if (isOutside(session, end)) return [{ kind: AssumptionKind.ADDRESS_OUTSIDE, addresses }];
    return [{ kind: AssumptionKind.ADDRESS_HOLDER, addresses, holder: end.label === text ? 'the node' : end.label }];
  });
}

function singlesOf(specs: EndSpecs): readonly Address[] {
  return (specs ?? []).flatMap((spec) => (spec.type === 'addresses' ? spec.single ?? [] : []));
}
