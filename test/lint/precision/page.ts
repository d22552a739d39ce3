import { readFileSync } from 'fs';
import { join } from 'path';
import { RULES } from '../../../src/lint';
import { MISTAKES } from '../recall/mistakes';
import { JUDGED, Judgement, JUDGEMENTS, MANY_WARNINGS } from './judgements';

export const PAGE = join(__dirname, '..', '..', '..', 'docs', 'rules', 'precision.md');

/** The page with its generated sections as the data has them. */
export function freshPage(): string {
  const page = withSection(readFileSync(PAGE, 'utf8'), 'Judged by hand', precisionSection());
  return withSection(page, 'Planted mistakes', recallSection());
}

/** The page with other text below a heading, up to the next one. */
function withSection(page: string, heading: string, text: string): string {
  const start = page.indexOf(`## ${heading}\n`);
  if (start < 0) throw new Error(`the page has no section ${heading}`);
  const next = page.indexOf('\n## ', start);
  return `${page.slice(0, start)}## ${heading}\n\n${text}${next < 0 ? '' : page.slice(next)}`;
}

function precisionSection(): string {
  const counts = countsOf(JUDGEMENTS);
  const all = JUDGED.reduce((sum, verdict) => sum + counts[verdict], 0);
  const share = (counts.false / all * 100).toFixed(1);
  const sets = [...new Set(JUDGEMENTS.flatMap(({ at }) => Object.keys(at)))].sort();
  const isPublic = (set: string) => set.startsWith('public/');
  return [
    `${all} warnings, no error: ${counts.true} are true, ${counts.repeated} repeat another one of the same set, ${counts.false} is false (${share} %).`,
    '',
    table(['set', ...JUDGED, 'why more than six'], [
      ...sets.filter(isPublic).map((set) => [set.replace('public/', ''), ...counted(ofSets([set])), MANY_WARNINGS[set] ?? '–']),
      ['np-guard, all folders', ...counted(ofSets(sets.filter((set) => !isPublic(set)))), '–'],
    ]),
    '',
    table(['rule', ...JUDGED, 'why'], rulesOf(JUDGEMENTS).map((rule) => {
      const own = JUDGEMENTS.filter((judgement) => judgement.rule === rule);
      return [`[${rule}](${rule}.md)`, ...counted(own), own.filter(({ verdict }) => verdict !== 'repeated').map(reasonOf).join('; ')];
    })),
    '',
  ].join('\n');
}

function recallSection(): string {
  const all = Object.values(MISTAKES).flat();
  const heard = all.filter(({ silent }) => silent === undefined);
  const named = (rules: readonly string[]) => rules.map((rule) => (RULES.some(({ id }) => id === rule) ? `[${rule}](${rule}.md)` : `\`${rule}\``)).join(', ');
  return [
    `${heard.length} of ${all.length} kinds of mistakes (${Math.floor(heard.length / all.length * 100)} %) give an error or a warning, in each of the twelve sets.`,
    '`test/lint/recall.test.ts` chooses a policy of a set and clients of its pods, makes one mistake, and compares the findings before and after. A name that is',
    'no rule is a code of a [problem of the input](../codes.md).',
    '',
    'Not found:',
    '',
    table(['mistake', 'asked by', 'why'], all.filter(({ silent }) => silent !== undefined).map(({ what, asked, found, silent }) => [what, asked, `${silent}${found.length === 0 ? '' : ` (${named(found)})`}`])),
    '',
    'Found:',
    '',
    table(['about', 'mistake', 'asked by', 'found by'], Object.entries(MISTAKES).flatMap(([about, mistakes]) =>
      mistakes.filter(({ silent }) => silent === undefined).map(({ what, asked, found, cni }) => [about, cni === undefined ? what : `${what} (\`--cni ${cni}\`)`, asked, named(found)]))),
    '',
    'Rules of other tools that are about no mistake in a policy, such as host ports, node ports, probes, and roles, are not planted.',
    '',
  ].join('\n');
}

function reasonOf({ verdict, reason }: Judgement): string {
  return verdict === 'false' ? `false: ${reason}` : reason;
}

function rulesOf(judgements: readonly Judgement[]): string[] {
  return [...new Set(judgements.map(({ rule }) => rule))].sort();
}

/** The judgements with the places of some sets only. */
function ofSets(sets: readonly string[]): Judgement[] {
  const isOne = ([set]: [string, unknown]) => sets.includes(set);
  return JUDGEMENTS.map((judgement) => ({ ...judgement, at: Object.fromEntries(Object.entries(judgement.at).filter(isOne)) }));
}

function counted(judgements: readonly Judgement[]): string[] {
  const counts = countsOf(judgements);
  return JUDGED.map((verdict) => String(counts[verdict]));
}

/** How many alarms have each verdict. */
export function countsOf(judgements: readonly Judgement[]): Record<Judgement['verdict'], number> {
  const counts = { true: 0, repeated: 0, false: 0 };
  for (const { verdict, at } of judgements) counts[verdict] += Object.values(at).reduce((sum, places) => sum + places.length, 0);
  return counts;
}

/** A Markdown table. */
function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}
