import type { Evaluation } from '../../results/evaluation';
import { renderJson } from '../json';

/** One JSON object with everything. */
export function renderAnswerJson({ source, destination, protocol, port, verdict, listed, reasons, needs, rules }: Evaluation): Iterable<string> {
  return renderJson({ source, destination, protocol, port, verdict, listed, reasons, needs, rules });
}
