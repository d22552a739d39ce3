import { Advice } from '../../results/advice';
import { escapeMarkdown } from '../../text/escape';
import { evidenceText } from '../../text/evidence';
import { andMore } from '../../text/lists';
import { fenced } from '../fenced';
import { flowWords, peerText, podsText, proofLines, reasonsOf, summaryOfAdvice } from './words';

const MAX_ROWS = 200;

/** For a pull request. */
export function* renderAdviceMarkdown(advice: Advice): Generator<string> {
  const { rules, missed, typescript, yaml, remarks } = advice;
  yield `### Advice: ${escapeMarkdown(summaryOfAdvice(advice))}\n\n`;
  for (const line of proofLines(advice)) yield `${/^ {2}/.test(line) ? '  ' : ''}- ${escapeMarkdown(line.trim())}\n`;
  for (const remark of remarks) yield `- ${escapeMarkdown(remark)}\n`;
  if (missed.length > 0) {
    yield '\n| wanted and not admitted | why |\n| --- | --- |\n';
    for (const flow of missed.slice(0, MAX_ROWS)) yield `| ${escapeMarkdown(flowWords(flow))} | ${reasonsOf(flow).map(escapeMarkdown).join('; ')} |\n`;
    if (missed.length > MAX_ROWS) yield `| ${andMore(missed.length - MAX_ROWS)} | |\n`;
  }
  if (rules.length > 0) {
    yield '\n| policy | pods | direction | other end | traffic | evidence |\n| --- | --- | --- | --- | --- | --- |\n';
    for (const rule of rules) {
      const { policy, namespace, pods, direction, traffic, evidence, check } = rule;
      const cells = [`${namespace}/${policy}`, podsText(pods), direction, peerText(rule), traffic.text, [evidenceText(evidence), ...check.map((text) => `check: ${text}`)].join('; ')];
      yield `| ${cells.map(escapeMarkdown).join(' | ')} |\n`;
    }
  }
  if (typescript !== '') yield `\n${fenced('ts', typescript)}\n${fenced('yaml', yaml)}`;
}
