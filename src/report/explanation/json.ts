import type { Explanation } from '../../results/explanation';
import { renderJson } from '../json';
import { noteText } from './notes';

/** One JSON object with everything. */
export function renderExplanationJson(explanation: Explanation): Iterable<string> {
  return renderJson(explanationJson(explanation));
}

/** With remarks as sentences. */
export function explanationJson({ cases, ...ends }: Explanation): object {
  const told = cases.map((one) => ({ ...one, parts: one.parts.map((part) => ({ ...part, notes: part.notes.map(noteText) })) }));
  return { ...ends, cases: told };
}
