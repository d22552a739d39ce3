import type { BlastChange, BlastRadius } from '../../results/blast';
import { renderJson } from '../json';
import { addressTexts } from './addresses';

/** One JSON object with everything. */
export function renderRadiusJson(radius: BlastRadius & { readonly change?: BlastChange }): Iterable<string> {
  return renderJson({ ...radius, outside: radius.outside.map((part) => ({ ...part, addresses: addressTexts(part.addresses) })) });
}
