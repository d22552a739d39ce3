import type { Explanation } from '../../results/explanation';
import { renderJson } from '../json';
import { noteText } from './notes';

/** One JSON object with everything. */
export function renderExplanationJson({ cases, ...ends }: Explanation): Iterable<string> {
  const told = cases.map((one) => ({ ...one, parts: one.parts.map((part) => ({ ...part, notes: part.notes.map(noteText) })) }));
  return renderJson({ ...ends, cases: told });
}
