import type { Engine } from '../../engine';
import type { Address } from '../../sets';
import type { NamedEnd, Target } from './named-end';

/** A target of a Service to which calls of some source get, with those of its pods that get them. */
interface CarriedTarget extends Target {
  /** Whether those of every pod of the source get to each of these pods. */
  readonly always: boolean;
}

/**
 * The targets to which a Service passes on calls of a source. Nothing translates between address families: the source, the address that is called
 * and the target have one in common.
 */
export function carriedTargets(engine: Engine, source: NamedEnd, { calledAt }: NamedEnd, targets: readonly Target[]): CarriedTarget[] {
  if (calledAt === undefined) return targets.map((target) => ({ ...target, always: true }));
  const callers = classesOf(engine, source).map((end) => sharedWith(engine, end, calledAt));
  const meets = (end: number | Address) => {
    const own = sharedWith(engine, end, calledAt);
    return callers.map((one) => one.some((address) => own.includes(address)));
  };
  return targets.flatMap(({ end, port }) => {
    const positions = end.positions.filter((position) => meets(engine.classes.ofWorkload[position]).includes(true));
    if (positions.length === 0 && (end.address === undefined || !meets(end.address).includes(true))) return [];
    const kept = { ...end, positions };
    return [{ end: kept, port, always: classesOf(engine, kept).every((one) => !meets(one).includes(false)) }];
  });
}

function classesOf(engine: Engine, { positions, address }: NamedEnd): (number | Address)[] {
  return address === undefined ? [...new Set(positions.map((position) => engine.classes.ofWorkload[position]))] : [address];
}

function sharedWith(engine: Engine, end: number | Address, calledAt: readonly Address[]): Address[] {
  return calledAt.filter((address) => engine.sharesFamily(end, address));
}
