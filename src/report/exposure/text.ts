import type { Exposure } from '../../results/exposure';
import { escapeText } from '../../text/escape';
import { peersText, whoText } from './words';

/** A paragraph a workload; `isJudged`: whether there was any to judge. */
export function* renderExposure(lines: readonly Exposure[], isJudged = true): Generator<string> {
  let last = '';
  for (const line of lines) {
    const { workload, direction, traffic, isDefinite, reasons } = line;
    if (workload !== last) yield `${last === '' ? '' : '\n'}${escapeText(workload)}\n`;
    last = workload;
    const arrow = direction === 'ingress' ? '<=' : '=>';
    yield `  ${arrow} ${escapeText(peersText(line))} : ${traffic}${isDefinite ? '' : ' (possibly)'}\n`;
    if (isDefinite) yield `       who: ${escapeText(whoText(line))}\n`;
    for (const reason of reasons) yield `       because ${escapeText(reason)}\n`;
  }
  if (!isJudged) yield 'not judged: no workloads\n';
  else if (lines.length === 0) yield 'no workload of the input is open to pods that do not exist yet\n';
}
