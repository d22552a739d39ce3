import { Address, formatAddress } from '../../sets';
import { AnalysisSession, workloadLabel } from '../session/session';
import type { AddressMeaning } from './address-meaning';
import type { NamedEnd } from './named-end';

/** The end that has an address, or may have it: the pods themselves, or the address. */
export function endOfMeaning({ decoded: { cluster: { workloads } } }: AnalysisSession, address: Address, meaning: AddressMeaning): NamedEnd {
  const text = formatAddress(address);
  if (meaning.type === 'pods') {
    const labels = new Set(meaning.positions.map((position) => workloadLabel(workloads[position])));
    return { label: labels.size === 1 ? [...labels][0] : text, positions: meaning.positions };
  }
  return { label: text, positions: [], address, ...(meaning.type === 'unstated' && { holders: meaning.holders }) };
}
