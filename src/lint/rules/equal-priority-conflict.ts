import type { Policy, Rule } from '../../model';
import { IpSet } from '../../sets';
import type { LintContext } from '../framework/context';
import type { LintRule } from '../framework/rule';

export const EQUAL_PRIORITY_CONFLICT: LintRule = {
  id: 'equal-priority-conflict',
  severity: 'warning',
  edge: false,
  summary: 'Two administrator\'s policies of equal priority disagree about the same traffic.',
  why: 'the specification does not say which of two policies with equal priority wins',
  *check(context) {
    const byOrder = new Map<string, Policy[]>();
    for (const policy of context.policies) {
      if (policy.stage.isolating || policy.unread !== undefined) continue;
      const key = `${policy.stage.title} ${policy.order}`;
      byOrder.set(key, [...(byOrder.get(key) ?? []), policy]);
    }
    for (const equal of byOrder.values()) {
      for (const [i, one] of equal.entries()) {
        for (const other of equal.slice(i + 1)) {
          const rule = conflicting(context, one, other);
          if (rule === undefined) continue;
          yield {
            message: `${one.origin.label} and ${other.origin.label} have equal priority and disagree about the same traffic`,
            fix: 'give them different priorities',
            origin: other.origin,
            path: rule.origin.path,
          };
        }
      }
    }
  },
};

/** A rule of the second policy that matches a connection for which a rule of the first policy has another action. */
function conflicting(context: LintContext, one: Policy, other: Policy): Rule | undefined {
  const subjects = new Set(context.subjects(one));
  if (!context.subjects(other).some((c) => subjects.has(c))) return undefined;
  return other.rules.find((rule) => one.rules.some((before) => before.direction === rule.direction && before.action !== rule.action
    && shareTraffic(before, rule) && meet(context, before, rule)));
}

function shareTraffic({ traffic: one }: Rule, { traffic: other }: Rule): boolean {
  const names = new Set(one.named.map(({ name }) => name));
  return !one.fixed.intersect(other.fixed).isEmpty() || other.named.some(({ name }) => names.has(name));
}

function meet(context: LintContext, one: Rule, other: Rule): boolean {
  const means = (rule: Rule) => new Set((rule.peers ?? []).flatMap((peer) => (peer.type === 'endpoints' ? context.matching(peer.endpoints) : [])));
  const first = means(one);
  return [...means(other)].some((c) => first.has(c)) || !addressesOf(one).intersect(addressesOf(other)).isEmpty();
}

function addressesOf({ peers = [] }: Rule): IpSet {
  return IpSet.unionOf(peers.flatMap((peer) => (peer.type === 'addresses' ? [peer.addresses] : [])));
}
