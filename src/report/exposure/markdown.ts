import type { Exposure } from '../../results/exposure';
import { escapeMarkdown } from '../../text/escape';
import { peersText, whoText } from './words';

/** A table of what is open, and for whom. */
export function* renderExposureMarkdown(lines: readonly Exposure[]): Generator<string> {
  yield '| workload | direction | pods that do not exist yet | traffic | who could create them |\n|---|---|---|---|---|\n';
  for (const line of lines) {
    const { workload, direction, traffic, isDefinite, reasons } = line;
    const last = isDefinite ? whoText(line) : `possibly: ${reasons.join('; ')}`;
    yield `| ${escapeMarkdown(workload)} | ${direction} | ${escapeMarkdown(peersText(line))} | ${traffic} | ${escapeMarkdown(last)} |\n`;
  }
}
