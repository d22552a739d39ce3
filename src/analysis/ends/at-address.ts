import type { Address } from '../../sets';
import type { AnalysisSession } from '../session/session';
import { addressesOf } from './address-meaning';
import { endOfMeaning } from './end-of-meaning';
import type { NamedEnd } from './named-end';
import { nodeForwards, serviceEnd } from './services';

/** The end that an address means. */
export function endAt(session: AnalysisSession, address: Address): NamedEnd {
  const meaning = addressesOf(session).meaningOf(address);
  if (meaning.type === 'service') return serviceEnd(session, meaning.service, address);
  const end = endOfMeaning(session, address, meaning);
  const forwards = meaning.type === 'node' ? nodeForwards(session) : [];
  return forwards.length === 0 ? end : { ...end, forwards, calledAt: [address] };
}
