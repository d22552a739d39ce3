import type { Direction } from '../../model';
import { Address, Packet, parseAddress } from '../../sets';
import type { LintContext } from '../framework/context';

/** Addresses that stand for the internet in witnesses. @see RFC 5737, RFC 3849 */
export const INTERNET_V4: Address = parseAddress('203.0.113.1')!;
export const INTERNET_V6: Address = parseAddress('2001:db8::1')!;

/** Whether a class may exchange the packet with outside addresses: definitely with some, possibly with some, or with none. */
export function outsideOpen(context: LintContext, direction: Direction, classId: number, { protocol, port }: Packet): 'some' | 'possible' | 'none' {
  const { engine } = context;
  const { v4, v6 } = engine.outside(direction, engine.rowNumber(direction, classId));
  const all = [...v4.outcomes, ...v6.outcomes].map((outcome) => engine.outcome(outcome));
  const outcomes = all.filter(({ mayAllow }) => mayAllow.contains(protocol, port));
  return outcomes.length === 0 ? 'none' : outcomes.some(({ mayDeny }) => !mayDeny.contains(protocol, port)) ? 'some' : 'possible';
}

/** What a class can definitely open connections to: pods, outside addresses only, or nothing. */
export function opensTo(context: LintContext, classId: number): 'pods' | 'addresses' | 'nothing' {
  const { engine } = context;
  const number = engine.rowNumber('egress', classId);
  const row = engine.row('egress', number);
  const open = (outcome: number) => {
    const { mayAllow, mayDeny } = engine.outcome(outcome);
    return !mayAllow.subtract(mayDeny).isEmpty();
  };
  const toOthers = (c: number) => c !== classId || engine.classes.podCount[c] > 1;
  if (open(row.defaultOutcome) || row.outcomes.some((outcome, i) => toOthers(row.classes[i]) && open(outcome))) return 'pods';
  const { v4, v6 } = engine.outside('egress', number);
  return [...v4.outcomes, ...v6.outcomes].some(open) ? 'addresses' : 'nothing';
}
