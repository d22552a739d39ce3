import { IpSet } from '../../sets';
import { ascending, ClassList, has, isEmpty, NO_CLASS } from './class-list';
import type { PeerClasses } from './peer-classes';

/**
 * Ends, as far as they are known: those that are meant, and those that may be.
 * INVARIANT: what is meant may be meant; test/engine/compile/end-sets.test.ts.
 */
export interface EndSet {
  /** The union of the lists. */
  readonly pods: readonly ClassList[];
  readonly possiblePods: readonly ClassList[];
  readonly outside: IpSet;
  readonly possiblyOutside: IpSet;
}

const EVERY_CLASS: ClassList = { except: true, list: [] };
const EVERYTHING: EndSet = { pods: [EVERY_CLASS], possiblePods: [EVERY_CLASS], outside: IpSet.ALL, possiblyOutside: IpSet.ALL };

/** Whether nothing may be meant. */
export function isNothing({ possiblePods, possiblyOutside }: EndSet): boolean {
  return possiblyOutside.isEmpty() && possiblePods.every(isEmpty);
}

/** What both mean. `count`: how many classes there are. */
export function intersectionOf(a: EndSet, b: EndSet, count: number): EndSet {
  return {
    pods: [both(unionOf(a.pods, count), unionOf(b.pods, count), count)],
    possiblePods: [both(unionOf(a.possiblePods, count), unionOf(b.possiblePods, count), count)],
    outside: a.outside.intersect(b.outside),
    possiblyOutside: a.possiblyOutside.intersect(b.possiblyOutside),
  };
}

/** What the first means (`undefined`: everything) and the second does not. */
export function withoutSet(a: EndSet = EVERYTHING, b: EndSet, count: number): EndSet {
  return {
    pods: [both(unionOf(a.pods, count), complement(unionOf(b.possiblePods, count), count), count)],
    possiblePods: [both(unionOf(a.possiblePods, count), complement(unionOf(b.pods, count), count), count)],
    outside: a.outside.subtract(b.possiblyOutside),
    possiblyOutside: a.possiblyOutside.subtract(b.outside),
  };
}

/** The pods, as parts of a rule. */
export function partsOf({ pods, possiblePods }: EndSet): PeerClasses[] {
  return [
    ...pods.map((classes): PeerClasses => ({ classes, definite: true, by: 'selector' })),
    ...possiblePods.map((classes): PeerClasses => ({ classes, definite: false, by: 'selector' })),
  ];
}

function unionOf(lists: readonly ClassList[], count: number): ClassList {
  if (lists.length === 1) return lists[0];
  return complement(lists.reduce((rest, list) => both(rest, complement(list, count), count), EVERY_CLASS), count);
}

function complement({ except, list }: ClassList, count: number): ClassList {
  return normal({ except: !except, list }, count);
}

function both(a: ClassList, b: ClassList, count: number): ClassList {
  if (a.except && b.except) return normal({ except: true, list: [...new Set([...a.list, ...b.list])].sort(ascending) }, count);
  const [listed, other] = a.except ? [b, a] : [a, b];
  return { except: false, list: listed.list.filter((c) => has(other.list, c) !== other.except) };
}

/** Without the second form of the empty set. */
function normal(classes: ClassList, count: number): ClassList {
  return classes.except && classes.list.length === count ? NO_CLASS : classes;
}
