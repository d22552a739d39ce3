import type { CheckFinding } from '../../results/check';
import { andMore } from '../../text/lists';

/** Findings of one rule about one field that ask for the same change: the first of them in full, and some of the rest in short. */
interface Alike {
  readonly first: CheckFinding;
  /** The next ones, a few. */
  readonly others: readonly CheckFinding[];
  /** How many there are beyond these. */
  readonly more: number;
}

/** How many findings that are alike are shown for people; the forms for programs have all. */
const MAX_SHOWN = 5;

/** Groups findings, in the order of the first of each group. */
export function alike(findings: readonly CheckFinding[]): Alike[] {
  const groups = new Map<string, CheckFinding[]>();
  for (const finding of findings) {
    const { rule, severity, subject, field, why, fix, place, source } = finding;
    const key = JSON.stringify([rule, severity, subject, field, why, fix, place, source]);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [finding]);
    else group.push(finding);
  }
  const most = MAX_SHOWN - 1;
  return [...groups.values()].map(([first, ...rest]) => ({ first, others: rest.slice(0, most), more: Math.max(0, rest.length - most) }));
}

/** Says how many are not shown. */
export function moreAlike({ first, more }: Alike): string {
  return `${andMore(more, `of ${first.rule}`)} here, which are counted, too; \`--format json\` lists them`;
}
