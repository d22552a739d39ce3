import type { Plan } from '../../results/plan';
import { escapeMarkdown } from '../../text/escape';
import { fenced } from '../fenced';
import { linesOf, showsManifests, titleOf } from './text';

/** A page with the manifests of each step. */
export function* renderPlanMarkdown({ steps }: Plan): Generator<string> {
  for (const step of steps) {
    yield `${step.number === 1 ? '' : '\n'}### ${titleOf(step, escapeMarkdown)}\n\n`;
    for (const line of linesOf(step)) yield `${/^ {2}/.test(line) ? '  ' : ''}- ${escapeMarkdown(line.trim())}\n`;
    if (!showsManifests(step)) continue;
    if (step.typescript !== '') yield `\n${fenced('ts', step.typescript)}`;
    yield `\n${fenced('yaml', step.yaml)}`;
  }
}
