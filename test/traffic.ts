import { parseTraffic } from '../src/analysis/questions/diff/accept';
import { AddressSet } from '../src/results/address-set';
import { Traffic } from '../src/results/traffic';
import { IpSet, parseCidr, TrafficSet } from '../src/sets';

/** The traffic with a text, such as `TCP 80,UDP 53`; none for the empty one. */
export function traffic(text: string): Traffic {
  return Traffic._of(text === '' ? TrafficSet.NONE : parseTraffic(text, 'test'));
}

/** The addresses of some blocks. */
export function addresses(...cidrs: string[]): AddressSet {
  return AddressSet._of(cidrs.reduce((set, cidr) => set.union(IpSet.cidr(parseCidr(cidr)!)), IpSet.NONE));
}

/** A result as JSON shows it: traffic as text. */
export function shown<T>(result: T): unknown {
  return JSON.parse(JSON.stringify(result));
}
