import { parseAddress } from '../../sets';
import type { Address } from '../../sets';
import type { DecodeSink } from '../dialect';
import type { Manifest } from '../manifest';
import type { Place } from '../place';
import { quote } from '../../text/quote';

export const NO_ADDRESSES: readonly Address[] = Object.freeze([]);

/** One address of the input; `undefined`, with a problem, when the text is none. */
export function decodeAddress(value: unknown, place: () => Place, object: Manifest, sink: DecodeSink): Address | undefined {
  const address = typeof value === 'string' ? parseAddress(value) : undefined;
  if (address === undefined) sink.problemsOf(object).add('invalid-value', place(), `is no address, got ${quote(value)}`, 'write one such as `10.9.8.7` or `2001:db8::1`');
  return address;
}

/** The addresses of a list, without repetition. */
export function decodeAddresses(values: readonly unknown[], place: (i: number) => Place, object: Manifest, sink: DecodeSink): readonly Address[] {
  const addresses: Address[] = [];
  for (const [i, value] of values.entries()) {
    const address = decodeAddress(value, () => place(i), object, sink);
    if (address !== undefined && !addresses.some((known) => known.value === address.value)) addresses.push(address);
  }
  return addresses;
}
