import { firstFew } from '../../text/lists';
import { escapeMarkdown, escapeText } from '../../text/escape';
import type { Plan, PlanStep } from '../../results/plan';
import { wordsOf } from './words';

const MOST = 20;

/** For people: the steps, each with what it breaks, what changes, and its manifests. */
export function* renderPlanTxt({ steps }: Plan): Generator<string> {
  for (const step of steps) {
    yield `${step.number === 1 ? '' : '\n'}${titleOf(step, escapeText)}\n`;
    for (const line of linesOf(step)) yield `  ${escapeText(line)}\n`;
    if (showsManifests(step)) yield `  manifests: ${step.file}, ${step.policies.join(', ')} (-o md shows them)\n`;
  }
}

/** The same as a page. */
export function* renderPlanMarkdown({ steps }: Plan): Generator<string> {
  for (const step of steps) {
    yield `${step.number === 1 ? '' : '\n'}### ${titleOf(step, escapeMarkdown)}\n\n`;
    for (const line of linesOf(step)) yield `${/^ {2}/.test(line) ? '  ' : ''}- ${escapeMarkdown(line.trim())}\n`;
    if (!showsManifests(step)) continue;
    if (step.typescript !== '') yield `\n\`\`\`ts\n${step.typescript}\`\`\`\n`;
    yield `\n\`\`\`yaml\n${step.yaml}\`\`\`\n`;
  }
}

function titleOf({ number, kind, namespace }: PlanStep, escape: (text: string) => string): string {
  return `${number}. ${kind}${namespace === '' ? '' : ` ${escape(namespace)}`}`;
}

/** The step that applies a fence shows what the step before has shown. */
function showsManifests({ kind, yaml }: PlanStep): boolean {
  return yaml !== '' && kind !== 'enforce';
}

function linesOf(step: PlanStep): string[] {
  const { kind, commands, undo } = step;
  const { what, replay, denied, diff, changes, missed, remarks } = wordsOf(step);
  const nested = (lines: readonly string[]) => firstFew(lines, MOST).map((line) => `  ${line}`);
  return [
    what,
    `replay: ${replay}`,
    ...nested(denied),
    ...(missed.length > 0 ? ['wanted and not admitted:', ...nested(missed)] : []),
    ...(kind === 'observe' ? [] : [`diff: ${diff}`, ...nested(kind === 'paper' || kind === 'enforce' ? [] : changes)]),
    ...commands.map((command) => `run: ${command}`),
    ...undo.map((command) => `to take it back: ${command}`),
    ...remarks,
  ];
}
