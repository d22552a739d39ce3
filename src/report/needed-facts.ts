import type { FactKind } from '../results/enums';
import type { NeededFact } from '../results/needed-fact';
import { escapeText } from '../text/escape';

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
