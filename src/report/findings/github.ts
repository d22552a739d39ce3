import { withFix } from '../../errors';
import { escapeCommand, escapeProperty } from '../../text/escape';
import type { CheckResult } from '../../results/check';
import { firstPlace, messageOf } from './finding';

const COMMANDS = { error: 'error', warning: 'warning', info: 'notice' } as const;

/**
 * Workflow commands: each finding becomes an annotation of the pull request.
 * @see https://docs.github.com/en/actions/reference/workflow-commands-for-github-actions
 */
export function* renderGithub({ findings, problems }: CheckResult): Generator<string> {
  for (const { isError, code, message, fix, position } of problems) yield line(isError ? 'error' : 'warning', code, withFix(message, fix), position);
  for (const finding of findings) {
    const { severity, rule, subject, field, witness, why, fix } = finding;
    const text = [`${messageOf(finding)} (${subject}${field === '' ? '' : ` ${field}`})`, ...(witness === undefined ? [] : [`witness: ${witness}`]), `why: ${why}`, `fix: ${fix}`];
    yield line(COMMANDS[severity], rule, text.join('; '), firstPlace(finding));
  }
}

function line(command: string, title: string, text: string, place: { file: string; line: number; column: number } | undefined): string {
  const at = place === undefined || place.file === '-' ? '' : `file=${escapeProperty(place.file)},line=${place.line},col=${place.column},`;
  return `::${command} ${at}title=netfence ${escapeProperty(title)}::${escapeCommand(text)}\n`;
}
