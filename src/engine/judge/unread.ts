import { Op, TrafficTable } from '../compile';
import type { Outcomes } from './outcomes';

/** The transitions of policies that were not read, in their order. */
export function unreadTransitions({ mayAllow }: Op & { readonly type: 'unreadPolicy' }, outcomes: Outcomes): number[] {
  const possibly = (action: 'allow' | 'deny') => outcomes.rule(action, TrafficTable.ALL, false);
  return mayAllow ? [possibly('allow'), possibly('deny')] : [possibly('deny')];
}

/** The state of an end about which only such policies speak. */
export function afterUnread(op: Op & { readonly type: 'unreadPolicy' }, outcomes: Outcomes): number {
  return unreadTransitions(op, outcomes).reduce((state, transition) => outcomes.after(state, transition), outcomes.begin());
}
