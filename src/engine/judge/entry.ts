import type { ContainerPort } from '../../model';
import { Op, TrafficTable } from '../compile';
import { Outcomes } from './outcomes';
import type { NodeRelation } from './node-relation';
import type { RuleTransitions } from './rule-transitions';
import { matches } from './trace';
import { unreadTransitions } from './unread';

/** What a row does not tell of the way to a peer. */
export interface EntryFacts {
  /**
   * The Service through which it leads there, as `namespace/name`.
   * @default - none
   */
  readonly called?: string;
  /**
   * Whether a peer on the host network is on the subject's own node.
   * @default 'possibly-own'
   */
  readonly node?: NodeRelation;
}

/** Whether a row says all that an entry would. */
export function saysNoMore({ called, node = 'possibly-own' }: EntryFacts): boolean {
  return called === undefined && node === 'possibly-own';
}

/**
 * The state of a program towards one peer class: what a row says about it, without the row. `ports`: the named ports of the destination.
 * INVARIANT: a row and an entry agree about every class; test/engine/judge/entry.test.ts.
 */
export function entryOf(
  program: readonly Op[],
  peer: { readonly classId: number; readonly hostNetwork: boolean },
  ports: readonly ContainerPort[],
  outcomes: Outcomes,
  transitions: RuleTransitions,
  { called, node }: EntryFacts,
): number {
  let state = outcomes.begin();
  for (const op of program) {
    if (op.type === 'allPeers') {
      state = outcomes.after(state, op.transition);
    } else if (op.type === 'unreadPolicy') {
      for (const transition of unreadTransitions(op, outcomes)) state = outcomes.after(state, transition);
    } else if (op.type === 'ownNode') {
      if (peer.hostNetwork && node !== 'other') state = outcomes.after(state, outcomes.rule('allow', TrafficTable.ALL, false));
    } else {
      const { services } = op.rule.rule;
      const match = services?.some(({ namespace, name }) => called === `${namespace}/${name}`) ? 'definite' : matches(op.rule, peer.classId);
      if (match !== 'no') state = outcomes.after(state, transitions.of(op.rule, ports, op.definite && match === 'definite'));
    }
  }
  return state;
}
