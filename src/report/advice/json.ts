import type { Advice, MissedFlow } from '../../results/advice';
import { jsonLine } from '../../text/escape';
import { edgeLines, flowWords, reasonsOf } from './words';

/** One JSON object with everything. */
export function* renderAdviceJson(advice: Advice): Generator<string> {
  const { admitted, wanted, compared, outside, closed, lost, unchecked, invariants } = advice.proof;
  const edges = { outside: edgeLines(outside), closed: [...edgeLines(closed), ...lost.map(flowWords)] };
  const proof = { admitted, wanted, compared, ...edges, unchecked, invariants };
  yield `${jsonLine({ ...advice, missed: advice.missed.map(missedJson), proof })}\n`;
}

/** A connection that is not admitted, with all its reasons in words. */
export function missedJson(flow: MissedFlow) {
  const { source, destination, traffic, records, forbiddenBy } = flow;
  return { source, destination, traffic, records, why: reasonsOf(flow), forbiddenBy };
}
