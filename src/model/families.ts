import type { Address } from '../sets';

/** Address families, as bits: 1 stands for IPv4, 2 for IPv6. */
export type Families = number;

/** Those of an end that exchanges packets of both. */
export const BOTH: Families = 3;

/** The bit of an address. */
export function familyOf({ family }: Address): Families {
  return family === 4 ? 1 : 2;
}

/**
 * The families in which an end exchanges packets: those of its addresses; any where none is known. Two ends that share none exchange nothing,
 * whatever policies say.
 */
export function familiesOf(addresses: readonly Address[]): Families {
  if (addresses.length === 0) return BOTH;
  let found = 0;
  for (const address of addresses) found |= familyOf(address);
  return found;
}
