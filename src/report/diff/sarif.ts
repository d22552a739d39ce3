import type { ChangeCause, ChangedEdges } from '../../results/diff';
import { escapeText } from '../../text/escape';
import { renderSarifRun, type SarifPlace, type SarifResult, type SarifRule, type SarifRun } from '../sarif';
import { DANGEROUS } from './effects';
import { causeOf, deltaOf, DiffSection, endsOf, endTexts, sectionOf } from './words';

const RULES: readonly SarifRule[] = [
  { id: 'netfence/connection-opened', level: 'warning', summary: 'A connection passes that did not before.' },
  { id: 'netfence/connection-closed', level: 'note', summary: 'A connection no longer passes.' },
  { id: 'netfence/connection-unclear', level: 'warning', summary: 'A connection was possibly opened or closed: what is unknown about it changed.' },
];
const RULE_OF: Readonly<Record<DiffSection, number>> = { 'opened': 0, 'closed': 1, 'possibly opened': 2, 'possibly closed': 2, 'unclear': 2 };

/** A diff for code scanning, each edge at the change that it follows from. */
export function renderDiffSarif(edges: readonly ChangedEdges[], run: Pick<SarifRun<ChangedEdges>, 'version' | 'understood'>): Iterable<string> {
  return renderSarifRun({ ...run, rules: RULES, items: edges, resultOf, nouns: 'changed groups of connections' });
}

function resultOf(edge: ChangedEdges): SarifResult {
  const { sources, destinations } = endTexts(edge);
  const ruleIndex = RULE_OF[sectionOf(edge)];
  const { id, level } = RULES[ruleIndex];
  const causes = edge.causes.slice(0, 3).map((cause) => causeOf(cause, escapeText));
  const places = edge.causes.flatMap((cause) => placeOf(cause) ?? []);
  return {
    ruleIndex,
    level: edge.danger >= DANGEROUS ? 'error' : level,
    message: `${endsOf(sources, escapeText)} => ${endsOf(destinations, escapeText)}: ${deltaOf(edge)}${causes.length === 0 ? '' : `, because ${causes.join('; ')}`}`,
    place: places[0]?.place,
    related: places.slice(1, 5),
    fingerprint: fingerprint(`${id} ${sources.join()} ${destinations.join()} ${edge.opened} ${edge.closed}`),
  };
}

/** Relative to the repository: a name of git's without its commit. */
function placeOf(cause: ChangeCause): { readonly place: SarifPlace; readonly message: string } | undefined {
  const { label, file, line } = cause;
  return file === undefined ? undefined : { place: { file: file.replace(/^[^:]{2,}:(?=[^/\\])/, ''), line }, message: label };
}

/** FNV-1a in 64 bits. */
function fingerprint(text: string): string {
  let hash = 0xcbf29ce484222325n;
  for (const byte of Buffer.from(text)) hash = BigInt.asUintN(64, (hash ^ BigInt(byte)) * 0x100000001b3n);
  return hash.toString(16).padStart(16, '0');
}
