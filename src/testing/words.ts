import { AnalysisSession, explain, findEnd, parsePacket } from '../analysis';
import type { JudgedEnd } from '../results/connections';
import type { Evidence, ExpectationResult } from '../results/expectation';
import { renderExplanation } from '../report/explanation/text';
import { firstFew, listed } from '../text/lists';

const MAX_LINES = 10;

/** Lines of evidence, the first few. */
export function evidenceLines(evidence: readonly Evidence[]): string {
  return firstFew(evidence.map(({ source, destination, verdict, traffic }) => `${endText(source)} => ${endText(destination)} : ${traffic} ${verdict}`), MAX_LINES).map((line) => `  ${line}`).join('\n');
}

/** Why the first of the evidence is so: the path that exists, or the rule that is missing. */
export function explanation(session: AnalysisSession, { evidence }: ExpectationResult, wanted: Evidence['verdict'], traffic?: string): string {
  const first = evidence.find(({ verdict }) => verdict !== wanted) ?? evidence[0];
  if (first === undefined) return '';
  const [source, destination] = [findEnd(session, nameOf(first.source)), findEnd(session, nameOf(first.destination))];
  if (source.address !== undefined && destination.address !== undefined) return '';
  return [...renderExplanation(explain(session, source, destination, packetFor(first, traffic)))].join('').trimEnd();
}

function endText(end: JudgedEnd): string {
  return typeof end === 'string' ? end : listed(end.addresses.ranges, 3, 'ranges');
}

/** Of addresses, one of them. */
function nameOf(end: JudgedEnd): string {
  return typeof end === 'string' ? end : end.addresses.example;
}

function packetFor({ traffic: shown }: Evidence, traffic: string | undefined) {
  if (traffic !== undefined) return parsePacket(traffic);
  return shown.isEmpty || shown.isEverything ? undefined : parsePacket(shown.example);
}
