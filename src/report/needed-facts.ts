import { FactKind } from '../results/enums';
import type { NeededFact } from '../results/needed-fact';
import { escapeText } from '../text/escape';
import { andMore, listed } from '../text/lists';

const WORDS: Readonly<Record<FactKind, (subject: string) => string>> = {
  podRanges: () => 'where pods have their addresses (`podRanges`)',
  serviceRanges: () => 'where Services have their addresses (`serviceRanges`)',
  nodeRanges: () => 'where nodes have their addresses (`nodeRanges`)',
  pod: (subject) => `the pod that has ${subject}`,
  service: (subject) => `the Service that has ${subject}`,
  node: (subject) => `the node that has ${subject}`,
  podNode: (subject) => `whether the pod runs on the node that has ${subject}`,
  namespaces: (subject) => `the labels of namespace \`${subject}\``,
  podLabel: (subject) => `the pods with the value of \`${subject}\``,
  apiServer: () => 'the addresses of the API server (`apiServer`)',
  cni: () => 'which network agent runs (`cni`)',
};

/** What the reason of an answer says already. */
const SAID: readonly FactKind[] = [FactKind.NAMESPACE, FactKind.API_SERVER, FactKind.AGENT];

/** `to settle it, state where pods have their addresses (\`podRanges\`)`; nothing where no fact would. */
export function needsLine(needs: readonly NeededFact[]): string | undefined {
  const unsaid = needs.filter(({ kind }) => !SAID.includes(kind));
  if (unsaid.length === 0) return undefined;
  const words = [...new Set(unsaid.map(({ kind, subject }) => WORDS[kind](escapeText(subject))))];
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

/** The facts without which a policy itself cannot be judged; the others are about one address that is asked about. */
const WHOSE: Partial<Readonly<Record<FactKind, (subjects: readonly string[]) => string>>> = {
  namespaces: (subjects) => `labels of ${subjects.length === 1 ? 'namespace' : 'namespaces'} ${named(subjects)}`,
  podRanges: () => 'addresses of pods',
  nodeRanges: () => 'addresses of nodes',
  node: () => 'who has addresses in the ranges of nodes',
  apiServer: () => 'addresses of the API server',
  cni: () => 'facts about the network agent',
  podLabel: (subjects) => `values of labels that controllers set: ${named(subjects)}`,
};

/** The most names of one kind that a remark shows. */
const MAX_NAMES = 5;

function named(subjects: readonly string[]): string {
  return listed([...subjects].sort().map((name) => `\`${escapeText(name)}\``), MAX_NAMES);
}

const STATED: Partial<Readonly<Record<FactKind, string>>> = {
  podRanges: '`podRanges`', nodeRanges: '`nodeRanges`', apiServer: '`apiServer`', cni: '`cni`',
};

/** What answers depend on, and what to do about it: one remark for all. */
export function missingWords(facts: readonly NeededFact[]): { readonly depends: string; readonly fix: string } {
  const byKind = new Map<FactKind, string[]>();
  for (const { kind, subject } of facts) byKind.set(kind, [...byKind.get(kind) ?? [], subject]);
  const kinds = [...byKind.keys()];
  const them = (byKind.get(FactKind.NAMESPACE) ?? []).length === 1 ? 'it' : 'them';
  const ranges = kinds.flatMap((kind) => STATED[kind] ?? []);
  const state = [
    ...(byKind.has(FactKind.NAMESPACE) ? [byKind.size === 1 ? `declare ${them}, or state ${them}` : 'declare the namespaces, or state them'] : []),
    ...(ranges.length > 0 ? [`state ${ranges.join(', ')}`] : []),
  ].join('; ');
  const fixes = [
    ...(state === '' ? [] : [`${state} under \`facts\` in .netfence.yaml`]),
    ...(byKind.has(FactKind.POD_LABEL) ? ['select by labels of the template'] : []),
  ];
  if (byKind.has(FactKind.NODE)) fixes.push('add the nodes to the input');
  return { depends: kinds.flatMap((kind) => WHOSE[kind]?.(byKind.get(kind)!) ?? []).join('; '), fix: fixes.join('; ') };
}
