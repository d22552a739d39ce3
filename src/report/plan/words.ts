import type { MissedFlow } from '../../results/advice';
import type { ChangedEdges } from '../../results/diff';
import type { PlanKind, PlanStep } from '../../results/plan';
import { firstFew, listed } from '../../text/lists';
import { findingLines, flowWords, reasonsOf } from '../advice/words';
import { endTexts, summaryOf } from '../diff/words';
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
  /** What `netfence check` finds because of the step. */
  readonly review: readonly string[];
  readonly remarks: readonly string[];
}

const WHAT: Readonly<Record<PlanKind, string>> = {
  observe: 'record until no new connections appear, nightly and monthly jobs included; nothing changes',
  paper: 'on paper: what would a fence without any rule break?',
  allow: 'on paper: the fence with the recorded traffic across its border, and all traffic inside; no recorded connection may break',
  enforce: 'apply the fence; policies that allow come before policies that deny',
  tighten: 'deny the traffic inside the namespace that was never seen; before this step, record again and replay',
};

export function wordsOf({ kind, replay, diff, missed, findings, remarks }: PlanStep): StepWords {
  return {
    what: WHAT[kind],
    replay: summaryOfReplay(replay),
    denied: replay.denied.map(flowWords),
    diff: diff === undefined ? 'nothing changes' : summaryOf(diff),
    changes: firstFew(diff?.edges.map(changeWords) ?? [], MAX_CHANGES),
    missed: missed.map(missedWords),
    review: kind === 'allow' || kind === 'tighten' ? findingLines(findings) : [],
    remarks: [...(kind === 'observe' ? coverageLines(replay) : []), ...remarks],
  };
}

function changeWords(edge: ChangedEdges): string {
  const { kind, opened, closed } = edge;
  const { sources, destinations } = endTexts(edge);
  return `${kind}: ${listed(sources, 3)} => ${listed(destinations, 3)} : ${kind === 'opened' || kind === 'widened' ? opened : closed}`;
}

function missedWords(flow: MissedFlow): string {
  return `${flowWords(flow)}: ${reasonsOf(flow).join('; ')}`;
}
