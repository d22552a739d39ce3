import type { Evaluation } from '../../results/evaluation';
import { escapeText } from '../../text/escape';

/** What the line shows as it was asked. */
export interface Question {
  /** The address of the source; none where the source is a workload. */
  readonly source?: string;
  /** The address of the destination; none where the destination is a workload. */
  readonly destination?: string;
  /** The number or the name of the port. */
  readonly port: string;
}

/** The line of the compatible form: what a list shows is true unless a fact would settle it, and only what is definitely closed is false. */
export function renderAnswer(answer: Evaluation, asked: Question): Iterable<string> {
  const { source, destination, protocol, verdict, listed, needs } = answer;
  const truth = listed && needs.length === 0 && verdict !== 'denied' ? 'true' : verdict === 'unknown' ? 'unknown' : String(verdict === 'allowed');
  const name = (label: string, address?: string) => escapeText(address ?? label.replace(/\[[^[\]]*\]$/, ''));
  return [
    `${name(source, asked.source)} => ${name(destination, asked.destination)} over ${protocol.toLowerCase()}/${escapeText(asked.port)}: ${truth}\n`,
  ];
}
