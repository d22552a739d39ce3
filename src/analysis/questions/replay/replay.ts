import { RecordedOutcome, ReplayStatus } from '../../../results/enums';
import { isBroken } from '../../../results/outcomes';
import { Verdict } from '../../../results/reachability';
import type { DenyingSide, Replay, ReplayChange, ReplayEdge } from '../../../results/replay';
import { formatAddress, Protocol } from '../../../sets';
import type { NamedEnd } from '../../ends/named-end';
import { explain } from '../explain/explain';
import type { AnalysisSession } from '../../session/session';
import type { ResolvedTraffic, TrafficEdge } from '../../traffic/traffic';
import type { TrafficEnd } from '../../ends/traffic-end';
import { plural } from '../../../text/plural';
import { coverageOf } from './coverage';
import { uncertaintiesOf } from './uncertainties';
import { applyIgnores, ReplayIgnore } from './ignores';
import { JudgedEdge, ReplayJudge } from './judge';

/** How recorded traffic is replayed. */
export interface ReplaySettings {
  /** Whether the second session of the traffic holds the old policies. */
  readonly compared?: boolean;
  readonly ignores?: readonly ReplayIgnore[];
  /** For ignores with a last day: `2026-11-20`. */
  readonly today?: string;
  /** For how many denied edges the smallest change is looked for; @default 50 */
  readonly changes?: number;
}

/** Judges recorded traffic by the policies of the first session that it was read for. */
export function replay(traffic: ResolvedTraffic, { compared = false, ignores = [], today = '', changes = 50 }: ReplaySettings = {}): Replay {
  const edges = edgesOfTraffic(traffic, compared, changes);
  const { edges: marked, remarks } = applyIgnores(edges, ignores, today);
  const { recording } = traffic;
  const problems = [...recording.problems].map(([what, { count, file, line }]) => ({ what, count, file, line }));
  const coverage = coverageOf(traffic, traffic.sessions[0]);
  if (recording.back.count > 0) remarks.push(`${plural(recording.back.count, 'record')} older by more than five minutes than others before (${Math.round(recording.back.largest / 1000)} s at most): clocks disagree, or the files are out of order`);
  if (coverage.clusters.length > 1) remarks.push(`the record holds flows of ${coverage.clusters.length} clusters: ${coverage.clusters.join(', ')}`);
  if (recording.timeless > 0) remarks.push(`${plural(recording.timeless, 'record')} without a time`);
  const of = (status: ReplayStatus) => marked.filter((edge) => edge.status === status);
  const uncertainties = uncertaintiesOf({ edges: marked, coverage, problems });
  const unknown = of(ReplayStatus.UNKNOWN);
  return {
    isSafe: traffic.sessions.every(({ understood }) => understood) && problems.length === 0 && uncertainties.length === 0
      && !marked.some(isBroken) && unknown.every(({ ignored }) => ignored !== undefined),
    denied: of(ReplayStatus.DENIED),
    opened: of(ReplayStatus.OPENED),
    unknown,
    unaffected: of(ReplayStatus.UNAFFECTED),
    notPoliced: of(ReplayStatus.NOT_POLICED),
    coverage,
    problems,
    uncertainties,
    remarks,
    files: [...traffic.files],
    compared,
  };
}

/** The connections, those first that need a person. `changes`: for how many denied ones the smallest change is looked for. */
export function edgesOfTraffic(traffic: ResolvedTraffic, compared: boolean, changes: number): ReplayEdge[] {
  const judge = new ReplayJudge(traffic.sessions[0], 0);
  const former = compared ? new ReplayJudge(traffic.sessions[1], 1) : undefined;
  let wanted = changes;
  return traffic.edges.map((edge): ReplayEdge => {
    const judged = judge.judge(edge);
    const before = former?.judge(edge);
    const recorded = recordedOf(edge);
    const status = statusOf(judged, recorded);
    const change = status === ReplayStatus.DENIED && wanted-- > 0 ? changeOf(traffic.sessions[0], edge) : undefined;
    return {
      ...shown(edge),
      status,
      verdict: verdictOf(judged),
      ...(before !== undefined && { before: verdictOf(before) }),
      recorded,
      why: [...judged.why],
      needs: status === ReplayStatus.UNKNOWN ? [...judged.needs] : [],
      denies: status === ReplayStatus.DENIED ? [...judged.denies] : [],
      ...(change !== undefined && { change }),
      notes: notesOn(edge, recorded, judged.denies),
    };
  }).sort(inOrder);
}

/** Each connection, with its verdict and how that stands to what was recorded. */
export function* judgedTraffic(traffic: ResolvedTraffic): Generator<{ readonly edge: TrafficEdge } & Pick<ReplayEdge, 'verdict' | 'status'>> {
  const judge = new ReplayJudge(traffic.sessions[0], 0);
  for (const edge of traffic.edges) {
    const judged = judge.judge(edge);
    yield { edge, verdict: verdictOf(judged), status: statusOf(judged, recordedOf(edge)) };
  }
}

function recordedOf({ outcomes, arrived, replies }: TrafficEdge): RecordedOutcome {
  // a node that lets a packet leave cannot know that the other node denies it
  if (outcomes.denied > 0) return arrived > 0 || replies > 0 ? RecordedOutcome.MIXED : RecordedOutcome.DENIED;
  if (outcomes.audited > 0) return RecordedOutcome.AUDITED;
  if (outcomes.passed > 0 || replies > 0) return RecordedOutcome.PASSED;
  return outcomes.failed > 0 ? RecordedOutcome.FAILED : RecordedOutcome.SEEN;
}

function statusOf({ verdict }: JudgedEdge, recorded: RecordedOutcome): ReplayStatus {
  if (verdict === 'notPoliced') return ReplayStatus.NOT_POLICED;
  if (verdict === Verdict.UNKNOWN) return ReplayStatus.UNKNOWN;
  const { DENIED, FAILED, AUDITED } = RecordedOutcome;
  if (verdict === Verdict.DENIED) return recorded === DENIED || recorded === FAILED ? ReplayStatus.UNAFFECTED : ReplayStatus.DENIED;
  return recorded === DENIED || recorded === AUDITED ? ReplayStatus.OPENED : ReplayStatus.UNAFFECTED;
}

function verdictOf({ verdict }: JudgedEdge): Verdict {
  return verdict === 'notPoliced' ? Verdict.ALLOWED : verdict;
}

function shown({ source, destination, protocol, port, family, outcomes, replies, connections, first, last }: TrafficEdge) {
  const time = (value: number) => new Date(value).toISOString();
  return {
    source: recordedEndLabel(source),
    destination: recordedEndLabel(destination),
    traffic: `${port === 0 ? protocol : `${protocol} ${port}`}${family === undefined ? '' : ` (IPv${family})`}`,
    records: Object.values(outcomes).reduce((sum, count) => sum + count, 0),
    replies,
    connections,
    ...(!Number.isNaN(first) && { first: time(first), last: time(last) }),
  };
}

function recordedEndLabel({ ends, names }: TrafficEdge['source']): string {
  const [end] = ends;
  const known = [...names].sort();
  const name = known.length === 0 || (end.type !== 'address' && end.type !== 'block') ? '' : ` (${known.slice(0, 3).join(', ')}${known.length > 3 ? ', …' : ''})`;
  const entity = end.type === 'address' && end.entity !== undefined && end.entity !== 'outside' ? `${end.entity} ` : '';
  return `${entity}${end.label}${name}`;
}

function notesOn({ source, destination, via }: TrafficEdge, recorded: RecordedOutcome, denies: readonly DenyingSide[]): string[] {
  const notes: string[] = [];
  for (const { ends: [end] } of [source, destination]) {
    if (end.type === 'workload' && end.foreign) notes.push(`\`${end.label}\` is not in the input; its labels are those of the record`);
    if (end.type === 'address' && end.entity === 'unmanaged') notes.push(`\`${end.label}\` is a pod that the agent did not manage`);
  }
  if (via !== undefined) notes.push(`called as ${via}`);
  if (recorded === RecordedOutcome.AUDITED) notes.push('the policy that denied it at the time only audits, so it passed');
  if (recorded === RecordedOutcome.MIXED) notes.push('sometimes passed and sometimes denied in the record');
  if (recorded === RecordedOutcome.FAILED) notes.push('did not come about at the time, and the record does not say why');
  if (denies.length === 2) notes.push('both sides deny it');
  return notes;
}

/** The smallest change that opens it, where both ends are known. */
function changeOf(session: AnalysisSession, { source, destination, protocol, port }: TrafficEdge): ReplayChange | undefined {
  const [from, to] = [named(source.ends[0], session), named(destination.ends[0], session)];
  if (from === undefined || to === undefined) return undefined;
  const [first] = explain(session, from, to, { protocol: protocol as Protocol, port }).cases;
  const change = first?.parts[0]?.change;
  return change && { typescript: change.typescript, yaml: change.yaml, opens: change.opens };
}

function named(end: TrafficEnd, session: AnalysisSession): NamedEnd | undefined {
  // a rule about the address alone opens nothing where a pod has it
  if (end.type === 'address') return end.holders === undefined ? { label: formatAddress(end.address), positions: [], address: end.address } : undefined;
  if (end.type !== 'workload') return undefined;
  // another pod of the same class, where there is one: a pod may call another pod of its workload
  const { ofWorkload } = session.engine().classes;
  const { positions } = session.identities().get(end.label) ?? {};
  const same = positions?.filter((position) => ofWorkload[position] === ofWorkload[end.position]) ?? [end.position];
  return { label: end.label, positions: same };
}

const ORDER: readonly ReplayStatus[] = [
  ReplayStatus.DENIED, ReplayStatus.OPENED, ReplayStatus.UNKNOWN, ReplayStatus.NOT_POLICED, ReplayStatus.UNAFFECTED,
];

function inOrder(a: ReplayEdge, b: ReplayEdge): number {
  const key = (edge: ReplayEdge) => `${ORDER.indexOf(edge.status)}\n${edge.source}\n${edge.destination}\n${edge.traffic.padEnd(12)}`;
  const [x, y] = [key(a), key(b)];
  return x < y ? -1 : x > y ? 1 : 0;
}
