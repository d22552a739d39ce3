import type { Decision } from '../../../engine';
import type { Packet } from '../../../sets';
import type { Direction, Policy, Rule } from '../../../model';
import type { WhatIfPair } from '../../what-if/pair';

/** Something to be deleted, at the end where it decides. */
export interface Deletion {
  readonly direction: Direction;
  readonly decision: Decision;
}

/** The allow rules of one end whose deletion definitely closes a packet; `undefined` where deleting rules of this end cannot. */
export function closedBy(whatIf: WhatIfPair, direction: Direction, packet: Packet): Deletion[] | undefined {
  const removed: Deletion[] = [];
  for (let current = whatIf; current.verdict(packet) !== 'denied';) {
    const allows = current.decisions(direction, packet).filter(({ effect, rule }) => effect === 'allow' && rule !== undefined);
    if (allows.length === 0) return undefined;
    removed.push(...allows.map((decision) => ({ direction, decision })));
    current = current.under(withoutRules(current.policies, new Set(allows.map(({ rule }) => rule!))));
  }
  return distinct(removed);
}

/** The deny rules, isolating policies and unread policies that must all be deleted to allow a packet; `undefined` where that is not enough. */
export function openedBy(whatIf: WhatIfPair, packet: Packet): Deletion[] | undefined {
  const removed: Deletion[] = [];
  for (let current = whatIf; current.verdict(packet) !== 'allowed';) {
    const blocking = ENDS.filter((direction) => current.verdictAt(direction, packet) !== 'allowed').flatMap((direction) =>
      current.decisions(direction, packet).filter(({ effect }) => BLOCKS.has(effect)).map((decision): Deletion => ({ direction, decision })));
    if (blocking.length === 0) return undefined;
    removed.push(...blocking);
    const rules = new Set(blocking.flatMap(({ decision: { rule } }) => rule ?? []));
    const whole = new Set(blocking.filter(({ decision: { rule } }) => rule === undefined).map(({ decision: { policy } }) => policy.origin));
    current = current.under(withoutRules(current.policies, rules).filter(({ origin }) => !whole.has(origin)));
  }
  return distinct(removed);
}

const ENDS: readonly Direction[] = ['egress', 'ingress'];
const BLOCKS: ReadonlySet<string> = new Set(['deny', 'isolate', 'unread']);

function withoutRules(policies: readonly Policy[], removed: ReadonlySet<Rule>): Policy[] {
  return policies.map((policy) => {
    const rules = policy.rules.filter((rule) => !removed.has(rule));
    return rules.length === policy.rules.length ? policy : { ...policy, rules };
  });
}

/** A policy that isolates both ends is deleted once. */
function distinct(deletions: readonly Deletion[]): Deletion[] {
  const seen = new Set<unknown>();
  return deletions.filter(({ decision: { policy, rule } }) => {
    const key = rule ?? policy.origin;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
