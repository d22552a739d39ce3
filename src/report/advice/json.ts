import type { Advice, MissedFlow } from '../../results/advice';
import { jsonLine } from '../../text/escape';
import { reasonsOf } from './words';

/** One JSON object with everything. */
export function* renderAdviceJson(advice: Advice): Generator<string> {
  yield `${jsonLine({ ...advice, missed: advice.missed.map(missedJson) })}\n`;
}

/** A connection that is not admitted, with all its reasons in words. */
export function missedJson(flow: MissedFlow) {
  const { source, destination, traffic, records, forbiddenBy } = flow;
  return { source, destination, traffic, records, why: reasonsOf(flow), forbiddenBy };
}
