import { AnalysisSession, deviationsFromSpec, hiddenPairs } from '../analysis';
import type { JudgedEnd } from '../results/connections';
import { escapeText } from '../text/escape';
import { andMore } from '../text/lists';
import { plural } from '../text/plural';
import type { Io } from './io';

const MAX_REASONS = 10;
const MAX_EXAMPLES = 20;

/** Counts where what a compatible form shows is not what is certain. */
export function reportHidden(session: AnalysisSession, io: Io): void {
  const { unknown, allowed, more, less, reasons } = hiddenPairs(session);
  const parts = ([
    [unknown, 'pair not listed', 'has verdict unknown (not isolated)', 'have verdict unknown (not isolated)'],
    [allowed, 'pair not listed', 'is allowed', 'are allowed'],
    [more, 'listed pair', 'shows more than is certain to pass', 'show more than is certain to pass'],
    [less, 'listed pair', 'shows less than may pass', 'show less than may pass'],
  ] as const).filter(([pairs]) => pairs > 0);
  if (parts.length === 0) return;
  const sum = parts.reduce((all, [pairs]) => all + pairs, 0);
  const sorted = [...reasons].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
  io.err(`${parts.map(([pairs, what, one, several]) => `${pairsText(pairs, what)} ${pairs === 1 ? one : several}`).join(', ')}; \`--format jsonl\` lists ${sum === 1 ? 'it' : 'them'}\n`);
  for (const [reason, concerned] of sorted.slice(0, MAX_REASONS)) io.err(`  ${concerned}: ${escapeText(reason)}\n`);
  if (sorted.length > MAX_REASONS) io.err(`  ${andMore(sorted.length - MAX_REASONS, 'reasons')}\n`);
}

function pairsText(count: number, what: string): string {
  return `${count} ${count === 1 ? what : what.replace('pair', 'pairs')}`;
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
