import type { AddressSet } from '../../results/address-set';

/** Blocks, or ranges where those are fewer. */
export function addressTexts({ blocks, ranges }: AddressSet): string[] {
  return blocks.length <= ranges.length ? blocks : ranges;
}
