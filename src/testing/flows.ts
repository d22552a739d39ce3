import { AnalysisSession, readReplayIgnores, readTrafficAtOnce, replay } from '../analysis';
import { today } from '../files/clock';
import type { Replay, ReplayEdge } from '../results/replay';
import { isBroken } from '../results/outcomes';
import { renderReplayEdge } from '../report/replay/text';
import { summaryOfReplay } from '../report/replay/words';
import { andMore } from '../text/lists';
import type { JudgingOptions } from './subject';
import { Context, Result, verdict } from './verdict';

const MAX_EDGES = 10;

/** Which recorded flows must pass. */
export interface AdmittingOptions extends JudgingOptions {
  /**
   * The format of the recording, such as `hubble`.
   * @default - detected for each file
   */
  readonly format?: string;
  /**
   * A file of connections that may be denied or undetermined, as `netfence replay --ignore` takes it.
   * @default - nothing is accepted
   */
  readonly ignore?: string;
}

/** Whether every recorded connection that was not denied when it was recorded is definitely allowed; the negation holds where one is definitely denied. */
export function flowsAdmitted(context: Context, session: AnalysisSession, flows: readonly string[], { format, ignore }: AdmittingOptions): Result {
  if (flows.length === 0) throw new Error('`toAdmitFlows([])` states nothing; name a file of recorded flows');
  const sources = flows.map((flow) => (flow.includes('\n') ? { file: 'text', text: flow } : { file: flow }));
  const ignores = ignore === undefined ? [] : readReplayIgnores(ignore);
  const result = replay(readTrafficAtOnce(sources, [session], format), { ignores, today: today(), changes: MAX_EDGES });
  const uncertainties = [...result.uncertainties, ...result.problems.map(({ what, count, file, line }) => `${file}:${line}: not understood: ${what}${count > 1 ? ` (${count} times)` : ''}`)];
  const denied = result.denied.filter(isBroken);
  const unknown = result.unknown.filter(({ ignored }) => ignored === undefined);
  const truth = uncertainties.length > 0 ? 'unknown' : denied.length > 0 ? 'no' : unknown.length > 0 ? 'unknown' : 'yes';
  return verdict(context, session, { truth, evidence: [] }, `to admit the flows of ${sources.map(({ file }) => file).join(', ')}`, () => wordsOf(result, uncertainties, [...denied, ...unknown]));
}

function wordsOf(result: Replay, uncertainties: readonly string[], edges: readonly ReplayEdge[]): string {
  const lines = [...uncertainties, ...edges.slice(0, MAX_EDGES).map((edge) => [...renderReplayEdge(edge)].join('').trimEnd())];
  return [summaryOfReplay(result), ...lines, ...(edges.length > MAX_EDGES ? [`  ${andMore(edges.length - MAX_EDGES)}`] : [])].join('\n');
}
