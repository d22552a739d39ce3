import type { Explanation } from '../../../results/explanation';
import type { ZoneCell, ZoneExample, ZoneExplanation, ZoneMatrix } from '../../../results/report';
import type { NamespacePair } from '../../../results/report-register';
import { append, parseAddress } from '../../../sets';
import type { NamedEnd } from '../../ends/named-end';
import { packetOf } from '../../ends/packets';
import type { AnalysisSession } from '../../session/session';
import { explain } from '../explain/explain';
import { OuterZones } from './outer-zones';

/** The most cells between zones with examples, of pairs of namespaces of which all is denied, and of cells of namespaces that are shown apart. */
const MAX_ZONES = 2000;
const MAX_DENIED = 200;
const MAX_OTHERS = 2000;

/** A cell of a namespace that is shown apart. */
interface OwnCell {
  readonly namespace: string;
  readonly cell: ZoneCell;
}

/** Why each cell between zones says what it says, the pairs of namespaces and of zones outside of which all is denied, and the most important cells of namespaces. */
export function explanationsOf(session: AnalysisSession, zones: ZoneMatrix, pairs: readonly NamespacePair[]): ZoneExplanation[] {
  const { cells, details, others, marked } = zones;
  const known = new Map<string, Explanation>();
  const of = (examples: readonly ZoneExample[]) => examplesOf(session, known, examples);
  const labels = new Map<string, string[]>();
  for (const { namespace, label } of session.identities().values()) append(labels, namespace, label);
  const shown = new Set(cells.map(({ source, destination }) => JSON.stringify([source, destination])));
  const fromOrTo = new OuterZones(session).examples.flatMap(({ zone, example }) => zones.namespaces.flatMap((namespace) => [
    { source: zone, destination: namespace, ends: [example, labels.get(namespace)![0]] as const },
    { source: namespace, destination: zone, ends: [labels.get(namespace)![0], example] as const },
  ])).filter(({ source, destination }) => !shown.has(JSON.stringify([source, destination]))).slice(0, MAX_DENIED);
  const denied = pairs.filter(({ allowed, unknown }) => allowed.isEmpty && unknown.isEmpty);
  const isOuter = (name: string) => others.includes(name);
  const own = details.flatMap(({ namespace, cells: some }) => some.map((cell): OwnCell => ({ namespace, cell })));
  const weight = new Map(own.map((one) => [one, weightOf(one, marked, isOuter)]));
  const chosen = [...own].sort((a, b) => weight.get(b)! - weight.get(a)!).slice(0, MAX_OTHERS);
  return [
    ...cells.map(({ source, destination, examples = [] }, i): ZoneExplanation => (
      { source, destination, examples: i < MAX_ZONES ? of(examples) : [] })),
    ...denied.map(({ source, destination }, i): ZoneExplanation => (
      { source, destination, examples: i < MAX_DENIED ? deniedExample(session, labels.get(source)!, labels.get(destination)!) : [] })),
    ...fromOrTo.map(({ source, destination, ends }): ZoneExplanation => ({ source, destination, examples: [explainedPair(session, ...ends)] })),
    ...chosen.map(({ namespace, cell: { source, destination, examples = [] } }): ZoneExplanation => (
      { namespace, source, destination, examples: of(examples.slice(0, 1)) })),
  ];
}

/** Two different workloads where there are, or two pods of one; what one pod sends to itself says nothing of others. */
function deniedExample(session: AnalysisSession, sources: readonly string[], destinations: readonly string[]): Explanation[] {
  const other = destinations.find((label) => label !== sources[0]);
  const first = session.identities().get(sources[0])!;
  if (other === undefined && session.engine().isOnePod(first, first) !== 'no') return [];
  const explained = explainedPair(session, sources[0], other ?? destinations[0]);
  return explained.cases.length === 0 ? [] : [explained];
}

/** What would be denied first, then what is unknown, then marked namespaces, then what is outside. */
function weightOf({ namespace, cell }: OwnCell, marked: readonly string[], isOuter: (name: string) => boolean): number {
  const { source, destination, denied, unknown } = cell;
  const isOutside = isOuter(source) || isOuter(destination);
  return (denied === undefined ? 0 : 8) + (unknown.isEmpty ? 0 : 4) + (marked.includes(namespace) ? 2 : 0) + (isOutside ? 1 : 0);
}

/** Each pair once, by what it shows first. `known`: those that were explained for another cell. */
function examplesOf(session: AnalysisSession, known: Map<string, Explanation>, examples: readonly ZoneExample[]): Explanation[] {
  const keyOf = ({ source, destination }: ZoneExample) => `${source} ${destination}`;
  const first = new Map([...examples].reverse().map((example) => [keyOf(example), example]));
  return examples.filter((example) => first.get(keyOf(example)) === example).map(({ source, destination, shows, traffic }) => {
    const key = JSON.stringify([source, destination, ...shows === 'denied' ? [traffic._set.key] : []]);
    const explained = known.get(key) ?? (shows === 'denied'
      ? explain(session, endOf(session, source), endOf(session, destination), packetOf(traffic._set))
      : explainedPair(session, source, destination, (verdict) => verdict !== 'denied'));
    known.set(key, explained);
    return explained;
  });
}

function explainedPair(session: AnalysisSession, source: string, destination: string, isWanted?: Parameters<typeof explain>[4]): Explanation {
  const { cases, ...ends } = explain(session, endOf(session, source), endOf(session, destination), undefined, isWanted);
  return { ...ends, cases: cases.filter(({ parts }) => parts.length > 0) };
}

/** A workload by its label, or an address outside of the cluster: a node, or what is in no zone of namespaces. */
function endOf(session: AnalysisSession, name: string): NamedEnd {
  const identity = session.identities().get(name);
  if (identity === undefined) return { label: name, positions: [], address: parseAddress(name)! };
  return { label: identity.label, positions: identity.positions };
}
