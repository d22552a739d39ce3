import { dnsLabelProblem, labelKeyProblem, labelValueProblem } from '../../../dialects/names';
import { Direction, DIRECTIONS } from '../../../model';
import type { AdvisedFlow, MissedFlow } from '../../../results/advice';
import { METADATA_ADDRESSES } from '../../../profiles/address-ranges';
import { IpSet, Protocol } from '../../../sets';
import type { DenyingSide } from '../../../results/replay';
import { ReplayJudge } from '../replay/judge';
import type { AnalysisSession } from '../../session/session';
import type { ResolvedTraffic, TrafficEdge } from '../../traffic/traffic';
import { TrafficEnd, unsaidAddress } from '../../ends/traffic-end';
import { isLookup } from './resolvers';
import type { AdviseOptions } from './settings';

const METADATA = IpSet.cidrs(METADATA_ADDRESSES.map((text) => `${text}/${text.includes(':') ? 128 : 32}`));

/** A wanted connection that is closed, with the directions that close it. */
export interface Candidate {
  readonly edge: TrafficEdge;
  readonly source: WantedEnd;
  readonly destination: WantedEnd;
  readonly protocol: Protocol;
  readonly port: number;
  readonly closed: readonly Direction[];
}

/** Why a wanted connection is not admitted. */
export type Refusal = Pick<MissedFlow, 'why' | 'deniedBy'> & Partial<Pick<MissedFlow, 'forbiddenBy'>>;

/** An end that a rule can name. */
export type WantedEnd = TrafficEnd & { readonly type: 'workload' | 'address' };

/** Recorded traffic, divided by what an advice does with it. */
interface Sorted {
  readonly candidates: readonly Candidate[];
  readonly already: readonly TrafficEdge[];
  /** What is undetermined, or no rule can name. */
  readonly missed: ReadonlyMap<TrafficEdge, MissedFlow>;
  readonly notWanted: number;
}

/** Divides the connections of a record by the verdicts of the current policies. */
export function sortTraffic({ edges }: ResolvedTraffic, base: AnalysisSession, { denied = false, allowMetadata = false }: AdviseOptions): Sorted {
  const judge = new ReplayJudge(base, 0);
  const candidates: Candidate[] = [];
  const already: TrafficEdge[] = [];
  const missed = new Map<TrafficEdge, MissedFlow>();
  let notWanted = 0;
  for (const edge of edges) {
    const { verdict, why, denies } = judge.judge(edge);
    if (verdict === 'notPoliced') continue;
    if (!isWanted(edge, denied)) {
      notWanted++;
      continue;
    }
    if (verdict === 'allowed') already.push(edge);
    else if (!allowMetadata && isMetadata(edge)) missed.set(edge, missedFlow(edge, { why: [METADATA_WHY] }));
    else if (verdict === 'unknown') missed.set(edge, missedFlow(edge, { why: [...why] }));
    else {
      const candidate = candidateOf(edge, denies, base);
      if ('why' in candidate) missed.set(edge, missedFlow(edge, candidate));
      else candidates.push(candidate);
    }
  }
  candidates.sort((a, b) => (keyOf(a.edge) < keyOf(b.edge) ? -1 : 1));
  return { candidates, already, missed, notWanted };
}

const METADATA_WHY = 'it is a metadata service of a cloud, which gives credentials of the node to any pod that asks; '
  + '--allow-metadata admits it if the pods need it';

/** Whether traffic goes to a metadata service of a cloud, but for lookups of names, which some of them answer. */
export function isMetadata(edge: TrafficEdge): boolean {
  const [end] = edge.destination.ends;
  return end.type === 'address' && METADATA.contains(end.address) && !isLookup(edge);
}

/** Connections that failed when they were recorded may be what the policies are meant to deny. */
function isWanted({ outcomes, arrived, replies }: TrafficEdge, denied: boolean): boolean {
  if (denied || arrived > 0 || replies > 0) return true;
  if (outcomes.denied > 0) return false;
  return outcomes.passed > 0 || outcomes.audited > 0 || outcomes.seen > 0;
}

function candidateOf(edge: TrafficEdge, denies: readonly DenyingSide[], base: AnalysisSession): Candidate | Refusal {
  const [source, destination] = [edge.source.ends[0], edge.destination.ends[0]];
  for (const end of [source, destination]) {
    const problem = unnameable(end, base);
    if (problem !== undefined) return { why: [problem], deniedBy: [] };
  }
  const closed = DIRECTIONS.filter((direction) => denies.some((side) => side.direction === direction));
  if (closed.length === 0) return { why: ['it is undetermined which side denies it'], deniedBy: [] };
  const { protocol, port } = edge;
  return { edge, source: source as WantedEnd, destination: destination as WantedEnd, protocol: protocol as Protocol, port, closed };
}

/** Why no rule can name an end. */
function unnameable(end: TrafficEnd, { decoded }: AnalysisSession): string | undefined {
  // a rule about the address of a pod or a Service opens nothing, and one about a block would state that it is outside
  if (end.type === 'address' && end.holders !== undefined) return `the input does not tell what has the address \`${end.label}\``;
  if (end.type === 'address') {
    return end.label.startsWith('addresses like ') ? 'the record shows more addresses outside than are listed one by one; allow a block' : undefined;
  }
  if (end.type === 'block') return `the record does not say which ${unsaidAddress(end.label)} it was; allow a block, or record addresses`;
  if (end.type !== 'workload') return `no rule can name ${end.label}`;
  const { namespace, labels } = decoded.cluster.workloads[end.position];
  if (!end.foreign) return undefined;
  const problems = Object.entries(labels).map(([key, value]) => labelKeyProblem(key) ?? labelValueProblem(value));
  const wrong = dnsLabelProblem(namespace) ?? problems.find((problem) => problem !== undefined);
  if (wrong !== undefined) return `the record gives ${end.label} a name that ${wrong}`;
  return Object.keys(labels).length === 0 ? `\`${end.label}\` is not in the input, and the record gives it no labels` : undefined;
}

export function missedFlow(edge: TrafficEdge, { why = [], deniedBy = [], forbiddenBy = [] }: Partial<Refusal>): MissedFlow {
  return { ...flowOf(edge), why: [...why], deniedBy: [...deniedBy], forbiddenBy: [...forbiddenBy] };
}

export function flowOf({ source, destination, protocol, port, outcomes }: TrafficEdge): AdvisedFlow {
  return {
    source: source.ends[0].label,
    destination: destination.ends[0].label,
    traffic: port === 0 ? protocol : `${protocol} ${port}`,
    records: Object.values(outcomes).reduce((sum, count) => sum + count, 0),
  };
}

function keyOf({ source, destination, protocol, port, family }: TrafficEdge): string {
  return `${source.ends[0].label}\n${destination.ends[0].label}\n${protocol} ${String(port).padStart(5, '0')} ${family ?? ''}`;
}
