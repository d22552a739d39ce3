import { Advice } from '../../results/advice';
import { escapeText } from '../../text/escape';
import { plural } from '../../text/plural';
import { andMore } from '../../text/lists';
import { flowWords, proofLines, reasonsOf, summaryOfAdvice } from './words';

const MAX_LINES = 200;

/** For people: what was found, what is missing, the program and its manifests. */
export function* renderAdviceTxt(advice: Advice): Generator<string> {
  const { missed, rules, typescript, yaml, remarks } = advice;
  yield `${escapeText(summaryOfAdvice(advice))}\n`;
  for (const line of proofLines(advice)) yield `  ${escapeText(line)}\n`;
  if (missed.length > 0) yield `\nwanted and not admitted: ${missed.length}\n`;
  for (const flow of missed.slice(0, MAX_LINES)) {
    yield `  ${escapeText(flowWords(flow))} (${plural(flow.records, 'record')})\n`;
    for (const why of reasonsOf(flow)) yield `    ${escapeText(why)}\n`;
  }
  if (missed.length > MAX_LINES) yield `  ${andMore(missed.length - MAX_LINES)}; --format json lists them\n`;
  const doubtful = rules.filter(({ check }) => check.length > 0);
  if (doubtful.length > 0) yield '\nto review\n';
  for (const { policy, check } of doubtful) for (const text of check) yield `  ${escapeText(`${policy}: ${text}`)}\n`;
  if (typescript !== '') yield `\n# as constructs\n${typescript}\n# as manifests\n${yaml}`;
  for (const remark of remarks) yield `note: ${escapeText(remark)}\n`;
}
