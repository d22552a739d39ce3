import type { ChangedEdges } from '../../results/diff';
import { escapeText } from '../../text/escape';
import { causeOf, closes, deltaOf, endsOf, opens } from './words';

/** The code scanning page shows no more results of one run. */
const MAX_RESULTS = 5_000;

const RULES = [
  { id: 'netfence/connection-opened', level: 'warning', text: 'A connection is possible that was not before.' },
  { id: 'netfence/connection-closed', level: 'note', text: 'A connection is no longer possible.' },
  { id: 'netfence/connection-unclear', level: 'warning', text: 'What is unknown about a connection changed.' },
] as const;

/** A diff for code scanning, each edge at the change that it follows from. @see https://docs.oasis-open.org/sarif/sarif/v2.1.0/ */
export function renderDiffSarif(edges: readonly ChangedEdges[], version: string): string {
  const rules = RULES.map(({ id, level, text }) => ({ id, shortDescription: { text }, defaultConfiguration: { level } }));
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [{ tool: { driver: { name: 'netfence', version, rules } }, columnKind: 'utf16CodeUnits', results: edges.slice(0, MAX_RESULTS).map(resultOf) }],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
}

function resultOf(edge: ChangedEdges): unknown {
  const ruleIndex = opens(edge) ? 0 : closes(edge) ? 1 : 2;
  const ends = `${endsOf(edge.sources, escapeText)} => ${endsOf(edge.destinations, escapeText)}`;
  const places = edge.causes.filter(({ file }) => file !== undefined).map(({ file, line }) => ({
    physicalLocation: { artifactLocation: { uri: uriOf(file!) }, region: { startLine: line } },
  }));
  const because = edge.causes.length === 0 ? '' : `, because ${edge.causes.slice(0, 3).map((cause) => causeOf(cause)).join('; ')}`;
  return {
    ruleId: RULES[ruleIndex].id,
    ruleIndex,
    level: edge.danger >= 60 ? 'error' : RULES[ruleIndex].level,
    message: { text: `${ends}: ${deltaOf(edge)}${because}` },
    ...(places.length > 0 && { locations: places.slice(0, 1), ...(places.length > 1 && { relatedLocations: places.slice(1, 5) }) }),
    partialFingerprints: { 'netfence/v1': fingerprint(`${RULES[ruleIndex].id} ${edge.sources.join()} ${edge.destinations.join()} ${edge.opened} ${edge.closed}`) },
  };
}

/** Relative to the repository: a name of git's without its commit, slashes everywhere. */
function uriOf(file: string): string {
  return encodeURI(file.replace(/^[^:]{2,}:(?=[^/\\])/, '').replace(/\\/g, '/').replace(/^\.\//, '')).replace(/#/g, '%23').replace(/\?/g, '%3F');
}

/** FNV-1a in 64 bits. */
function fingerprint(text: string): string {
  let hash = 0xcbf29ce484222325n;
  for (const byte of Buffer.from(text)) hash = BigInt.asUintN(64, (hash ^ BigInt(byte)) * 0x100000001b3n);
  return hash.toString(16).padStart(16, '0');
}
