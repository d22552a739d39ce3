import { AnalysisSession, deviationsFromSpec, hiddenUnknown } from '../analysis';
import type { JudgedEnd } from '../results/connections';
import { escapeText } from '../text/escape';
import { andMore } from '../text/lists';
import { plural } from '../text/plural';
import type { Io } from './io';

const MAX_REASONS = 10;
const MAX_EXAMPLES = 20;

/** Counts what a compatible form does not show although it is not known to be isolated. */
export function reportHidden(session: AnalysisSession, io: Io): void {
  const { pairs, reasons } = hiddenUnknown(session);
  if (pairs === 0) return;
  const sorted = [...reasons].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
  io.err(`${plural(pairs, 'pair')} not listed ${pairs === 1 ? 'has' : 'have'} verdict unknown (not isolated); \`--format jsonl\` lists ${pairs === 1 ? 'it' : 'them'}\n`);
  for (const [reason, concerned] of sorted.slice(0, MAX_REASONS)) io.err(`  ${concerned}: ${escapeText(reason)}\n`);
  if (sorted.length > MAX_REASONS) io.err(`  ${andMore(sorted.length - MAX_REASONS, 'reasons')}\n`);
}

/** Reports where an agent differs from the spec of the API. */
export function reportDifference(session: AnalysisSession, io: Io): void {
  const { opens, closes, examples } = deviationsFromSpec(session, MAX_EXAMPLES);
  const parts = [
    { kind: 'opens', pairs: opens, text: `${session.profile.name} allows ${plural(opens, 'pair')} that the spec denies` },
    { kind: 'closes', pairs: closes, text: `${session.profile.name} denies ${plural(closes, 'pair')} that the spec allows` },
  ];
  for (const { kind, pairs, text } of parts) {
    if (pairs === 0) continue;
    io.err(`${text}:\n`);
    const shown = examples.filter((example) => example.kind === kind);
    for (const { source, destination, traffic } of shown) io.err(`  ${endText(source)} => ${endText(destination)} : ${traffic}\n`);
    if (shown.length < pairs) io.err('  and more like these\n');
  }
}

function endText(end: JudgedEnd): string {
  return escapeText(typeof end === 'string' ? end : end.addresses.ranges.join());
}
