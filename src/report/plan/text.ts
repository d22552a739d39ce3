import { firstFew } from '../../text/lists';
import { escapeText } from '../../text/escape';
import type { Plan, PlanStep } from '../../results/plan';
import { wordsOf } from './words';

const MAX_LINES = 20;

/** For people: the steps, each with what it breaks, what changes, and its manifests. */
export function* renderPlanTxt({ steps }: Plan): Generator<string> {
  for (const step of steps) {
    yield `${step.number === 1 ? '' : '\n'}${titleOf(step, escapeText)}\n`;
    for (const line of linesOf(step)) yield `  ${escapeText(line)}\n`;
    if (showsManifests(step)) yield `  manifests: ${escapeText([step.file, ...step.policies].join(', '))} (-o md shows them)\n`;
  }
}

/** `2. allow shop` */
export function titleOf({ number, kind, namespace }: PlanStep, escape: (text: string) => string): string {
  return `${number}. ${kind}${namespace === '' ? '' : ` ${escape(namespace)}`}`;
}

/** The step that applies a fence shows what the step before has shown. */
export function showsManifests({ kind, yaml }: PlanStep): boolean {
  return yaml !== '' && kind !== 'enforce';
}

/** What there is to say about a step, a line each; nested lines are indented. */
export function linesOf(step: PlanStep): string[] {
  const { kind, commands, undo } = step;
  const { what, replay, denied, diff, changes, missed, review, remarks } = wordsOf(step);
  const indented = (lines: readonly string[]) => lines.map((line) => `  ${line}`);
  const nested = (lines: readonly string[]) => indented(firstFew(lines, MAX_LINES));
  return [
    what,
    `replay: ${replay}`,
    ...nested(denied),
    ...(missed.length > 0 ? ['wanted and not admitted:', ...nested(missed)] : []),
    ...(kind === 'observe' ? [] : [`diff: ${diff}`, ...indented(kind === 'paper' || kind === 'enforce' ? [] : changes)]),
    ...review,
    ...commands.map((command) => `run: ${command}`),
    ...undo.map((command) => `to undo: ${command}`),
    ...remarks,
  ];
}
