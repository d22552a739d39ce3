import { isBroken, RecordedFile, ReplayCoverage, ReplayEdge, ReplayProblem, ReplayResult } from '../../../results/replay';
import { doubtsAbout } from './doubts';

/** What becomes of recorded traffic under some policies. */
export interface Replay {
  /**
   * Whether surely nothing breaks: nothing is denied (with old policies: nothing that they let through) and nothing is unknown, unless
   * somebody accepts it; all records and all manifests were understood, and the record is about these workloads.
   */
  readonly isSafe: boolean;
  /** Was there, and would be denied; with the side and the rules that deny it, and the smallest change that lets it pass. */
  readonly denied: ReplayEdge[];
  /** Was denied at the time, and would pass. */
  readonly opened: ReplayEdge[];
  /** Nobody can say what becomes of it; with the reason. */
  readonly unknown: ReplayEdge[];
  /** Stays as it was. */
  readonly unaffected: ReplayEdge[];
  /** No matter of policies: a node and its own pods, or no pod at either end. */
  readonly apart: ReplayEdge[];
  /** What the record covers, what it lost, and what is open without having been seen. */
  readonly coverage: ReplayCoverage;
  /** Records that were not understood. */
  readonly problems: ReplayProblem[];
  /** Why the record may say less than it seems to, and ignores that are over or meet nothing. */
  readonly remarks: string[];
  /** The files of the record. */
  readonly files: RecordedFile[];
}

/** The same, sorted by what becomes of it. */
export function replayOf(result: ReplayResult, understood: boolean): Replay {
  const { edges, coverage, problems, remarks, files } = result;
  const of = (status: ReplayEdge['status']) => edges.filter((edge) => edge.status === status);
  const doubts = doubtsAbout(result);
  const unknown = of('unknown');
  return {
    isSafe: understood && problems.length === 0 && doubts.length === 0
      && !edges.some(isBroken) && unknown.every(({ ignored }) => ignored !== undefined),
    denied: of('denied'),
    opened: of('opened'),
    unknown,
    unaffected: of('unaffected'),
    apart: of('apart'),
    coverage,
    problems: [...problems],
    remarks: [...doubts, ...remarks],
    files: [...files],
  };
}
