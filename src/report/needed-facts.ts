import type { FactKind } from '../results/enums';
import type { NeededFact } from '../results/needed-fact';
import { escapeText } from '../text/escape';
import { andMore } from '../text/lists';

const WORDS: Readonly<Record<FactKind, (subject: string) => string>> = {
  podRanges: () => 'where pods have their addresses (`podRanges`)',
  serviceRanges: () => 'where Services have their addresses (`serviceRanges`)',
  nodeRanges: () => 'where nodes have their addresses (`nodeRanges`)',
  pod: (subject) => `the pod that has ${subject}`,
  service: (subject) => `the Service that has ${subject}`,
  node: (subject) => `the node that has ${subject}`,
  podNode: (subject) => `whether the pod runs on the node that has ${subject}`,
};

/** `to settle it, state where pods have their addresses (\`podRanges\`)`; nothing where no fact would. */
export function needsLine(needs: readonly NeededFact[]): string | undefined {
  if (needs.length === 0) return undefined;
  const words = [...new Set(needs.map(({ kind, subject }) => WORDS[kind](escapeText(subject))))];
  return `to settle it, state ${words.length === 1 ? words[0] : `${words.slice(0, -1).join(', ')} and ${words[words.length - 1]}`}`;
}

const MAX_FACTS = 10;

/** What would settle many answers, a line a fact, and first what settles most: `12 would be settled by where pods have ... (\`podRanges\`)`. */
export function groupedNeeds(answers: readonly (readonly NeededFact[])[]): string[] {
  const counts = new Map<string, number>();
  for (const needs of answers) {
    for (const words of new Set(needs.map(({ kind, subject }) => WORDS[kind](escapeText(subject))))) counts.set(words, (counts.get(words) ?? 0) + 1);
  }
  const sorted = [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
  const lines = sorted.slice(0, MAX_FACTS).map(([words, count]) => `to settle ${count} of them, state ${words}`);
  return sorted.length > MAX_FACTS ? [...lines, andMore(sorted.length - MAX_FACTS)] : lines;
}
