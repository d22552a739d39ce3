import type { Direction, Rule } from '../../model';
import { Address, Intervals, IpSet, Ordinal, Packet, parseAddress } from '../../sets';
import type { LintContext } from '../framework/context';
import { addressesIn } from './anywhere';

/** Addresses that stand for the internet in witnesses. @see RFC 5737, RFC 3849 */
export const INTERNET_V4: Address = parseAddress('203.0.113.1')!;
export const INTERNET_V6: Address = parseAddress('2001:db8::1')!;

/** The blocks that are reserved for examples, one address of each. @see RFC 5737, RFC 3849 */
const EXAMPLES: readonly Address[] = [INTERNET_V4, parseAddress('198.51.100.1')!, parseAddress('192.0.2.1')!, INTERNET_V6];

/** An address of some for a witness: one that stands for the internet, or the first; `undefined` where there is none. */
export function exampleOf(addresses: IpSet): Address | undefined {
  return EXAMPLES.find((address) => addresses.contains(address)) ?? addresses.first();
}

/** An address that a rule means, for a witness; `undefined` where it means none. */
export function addressOf({ peers }: Rule): Address | undefined {
  return peers === undefined ? INTERNET_V4 : exampleOf(addressesIn(peers));
}

/** The outside addresses with which a class may definitely exchange the packet. */
export function openAddresses({ engine }: LintContext, direction: Direction, classId: number, { protocol, port }: Packet): IpSet {
  const { v4, v6 } = engine.outside(direction, engine.rowNumber(direction, classId));
  const isOpen = (outcome: number) => {
    const { mayAllow, mayDeny } = engine.outcome(outcome);
    return mayAllow.contains(protocol, port) && !mayDeny.contains(protocol, port);
  };
  return IpSet.of(rangesOf(v4, isOpen, (next) => next - 1, 2 ** 32 - 1), rangesOf(v6, isOpen, (next) => next - 1n, (1n << 128n) - 1n));
}

function rangesOf<T extends Ordinal>(
  { starts, outcomes }: { readonly starts: readonly T[]; readonly outcomes: readonly number[] },
  isWanted: (outcome: number) => boolean,
  before: (next: T) => T,
  end: T,
): Intervals<T> {
  const lastOf = (i: number) => (i + 1 < starts.length ? before(starts[i + 1]) : end);
  return Intervals.from(starts.flatMap((first, i) => (isWanted(outcomes[i]) ? [{ first, last: lastOf(i) }] : [])));
}

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
