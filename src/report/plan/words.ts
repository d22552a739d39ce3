import type { MissedFlow } from '../../results/advice';
import type { ChangedEdges } from '../../results/diff';
import type { PlanKind, PlanStep } from '../../results/plan';
import { firstFew, listed } from '../../text/lists';
import { flowWords, reasonsOf } from '../advice/words';
import { summaryOf } from '../diff/words';
import { coverageLines, summaryOfReplay } from '../replay/words';

const MAX_CHANGES = 20;

/** The texts of a step. */
interface StepWords {
  readonly what: string;
  /** The verdicts of the recorded traffic. */
  readonly replay: string;
  /** Recorded connections that passed and would be denied. */
  readonly denied: readonly string[];
  /** What changes for all, recorded or not, next to the step before. */
  readonly diff: string;
  readonly changes: readonly string[];
  readonly missed: readonly string[];
  readonly remarks: readonly string[];
}

const WHAT: Readonly<Record<PlanKind, string>> = {
  observe: 'record until nothing new turns up, jobs of the night and of the month included; nothing changes',
  paper: 'on paper: what would a fence that opens nothing break?',
  allow: 'on paper still: the fence with what crosses it, and everything inside of it; nothing recorded may break',
  enforce: 'apply the fence; what opens comes before what closes',
  tighten: 'close inside of the namespace what was never seen; record a while before this step, and replay again',
};

export function wordsOf({ kind, replay, diff, missed, remarks }: PlanStep): StepWords {
  return {
    what: WHAT[kind],
    replay: summaryOfReplay(replay),
    denied: replay.denied.map(flowWords),
    diff: diff === undefined ? 'nothing changes' : summaryOf(diff),
    changes: firstFew(diff?.edges.map(changeWords) ?? [], MAX_CHANGES),
    missed: missed.map(missedWords),
    remarks: [...(kind === 'observe' ? coverageLines(replay) : []), ...remarks],
  };
}

function changeWords({ kind, sources, destinations, opened, closed }: ChangedEdges): string {
  return `${kind}: ${listed(sources, 3)} => ${listed(destinations, 3)} : ${kind === 'opened' || kind === 'widened' ? opened : closed}`;
}

function missedWords(flow: MissedFlow): string {
  return `${flowWords(flow)}: ${reasonsOf(flow).join('; ')}`;
}
