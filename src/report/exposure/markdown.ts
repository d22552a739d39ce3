import type { Exposure } from '../../results/exposure';
import { escapeMarkdown } from '../../text/escape';

/** A table of what is open, and for whom. */
export function* renderExposureMarkdown(lines: readonly Exposure[]): Generator<string> {
  yield '| workload | direction | pods that do not exist yet | traffic | who could create them |\n|---|---|---|---|---|\n';
  for (const { workload, direction, peers, traffic, isDefinite, reasons, who } of lines) {
    const last = isDefinite ? who : `possibly: ${reasons.join('; ')}`;
    yield `| ${escapeMarkdown(workload)} | ${direction} | ${escapeMarkdown(peers)} | ${traffic} | ${escapeMarkdown(last)} |\n`;
  }
}
